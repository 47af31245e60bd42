import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ENGINES, type EngineKind } from '../../local/engines/start-engine.ts';
import { parse, UsageError } from '../command.ts';

const OPTIONS = {
  port: { type: 'string', default: '3000' },
  engine: { type: 'string', default: 'dynalite' },
  state: { type: 'string', default: '.tahini' },
  fresh: { type: 'boolean', default: false },
  'no-sample': { type: 'boolean', default: false },
  'days-ahead': { type: 'string', default: '0' },
  card: { type: 'string' },
  dictionary: { type: 'string' },
  'log-level': { type: 'string', default: 'WARN' },
} as const;

export interface StartOptions {
  port: number;
  engine: EngineKind;
  stateDir: string;
  fresh: boolean;
  /** The sample people fit the shipped card only. */
  sample: boolean;
  /** Settings of the functions. */
  environment: Record<string, string>;
}

export function readOptions(args: string[]): StartOptions {
  const values = parse(args, OPTIONS);
  const engine = ENGINES.find((kind) => kind === values.engine);
  if (!engine) throw new UsageError(`--engine is one of ${ENGINES.join(', ')}`);
  return {
    port: whole('--port', values.port, 65_535),
    engine,
    stateDir: values.state,
    fresh: values.fresh,
    sample: !values['no-sample'] && values.card === undefined && values.dictionary === undefined,
    environment: {
      LOG_LEVEL: level(values['log-level']),
      CLOCK_DAYS_AHEAD: String(whole('--days-ahead', values['days-ahead'], 36_500)),
      ...file('SCORECARD_FILE', '--card', values.card),
      ...file('DICTIONARY_FILE', '--dictionary', values.dictionary),
    },
  };
}

const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'];

function level(text: string): string {
  if (!LEVELS.includes(text)) throw new UsageError(`--log-level is one of ${LEVELS.join(', ')}`);
  return text;
}

function whole(name: string, text: string, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) throw new UsageError(`${name} takes a whole number up to ${most}`);
  return value;
}

function file(variable: string, name: string, path: string | undefined): Record<string, string> {
  if (path === undefined) return {};
  if (!existsSync(path)) throw new UsageError(`${name}: there is no file ${path}`);
  return { [variable]: resolve(path) };
}

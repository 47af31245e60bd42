import { parseDay } from '../../lib/scoring/calendar.ts';
import { missing, parse, readAction, UsageError } from '../command.ts';
import { readApi, tokenFor } from '../scorecard/options.ts';
import { refuseOverwriting } from '../scoring/options.ts';
import type { BookFilter } from './verdict.ts';

const OPTIONS = {
  out: { type: 'string' },
  product: { type: 'string' },
  'performance-months': { type: 'string', default: '12' },
  from: { type: 'string' },
  until: { type: 'string' },
  'with-ids': { type: 'boolean', default: false },
  api: { type: 'string', default: 'http://127.0.0.1:3000' },
  token: { type: 'string' },
  state: { type: 'string', default: '.tahini' },
  json: { type: 'boolean', default: false },
} as const;

export interface OutcomesArguments {
  api: URL;
  token: string | undefined;
  state: string;
  json: boolean;
  out: string;
  /** Where the spec for `tahini train` goes. */
  spec: string;
  withIds: boolean;
  filter: BookFilter;
}

/** Throws a UsageError. */
export function readArguments([action, ...args]: string[], form: string): OutcomesArguments {
  readAction(action, ['export']);
  const given = parse(args, OPTIONS);
  const { out, product, from, until, state, json } = given;
  if (out === undefined) throw missing({ out }, form);
  if (!out.endsWith('.csv')) throw new UsageError('--out names a .csv file');
  const spec = out.replace(/csv$/, 'spec.json');
  refuseOverwriting({}, { '--out': out, 'the spec of --out': spec });
  const months = /^\d{1,3}$/.test(given['performance-months']) ? Number(given['performance-months']) : Number.NaN;
  if (!(months >= 1 && months <= 120)) throw new UsageError('--performance-months takes a whole number, 1 to 120');
  for (const [name, day] of Object.entries({ from, until })) {
    if (day !== undefined && parseDay(day) === undefined) throw new UsageError(`--${name} takes a date, YYYY-MM-DD`);
  }
  const api = readApi(given.api);
  const filter = { product, from, until, performanceMonths: months };
  return { api, token: tokenFor(api, given.token), state, json, out, spec, withIds: given['with-ids'], filter };
}

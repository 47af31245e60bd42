import { parse, UsageError } from '../command.ts';
import { readApi, tokenFor } from '../scorecard/options.ts';

const OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  card: { type: 'string' },
  'as-of': { type: 'string' },
  pace: { type: 'string' },
  segments: { type: 'string' },
  band: { type: 'string', multiple: true },
  dimension: { type: 'string' },
  force: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  out: { type: 'string' },
  cancel: { type: 'string' },
  resume: { type: 'string' },
  api: { type: 'string', default: 'http://127.0.0.1:3000' },
  token: { type: 'string' },
  state: { type: 'string', default: '.tahini' },
  json: { type: 'boolean', default: false },
} as const;

/** What says how a sweep is to be begun, and so goes with neither --cancel nor --resume. */
const OF_BEGINNING = ['dry-run', 'card', 'as-of', 'pace', 'segments', 'band', 'dimension', 'force'] as const;

export interface RescoreArguments {
  api: URL;
  token: string | undefined;
  state: string;
  json: boolean;
  watch: boolean;
  /** A file for the page of a finished job. */
  out: string | undefined;
  action: { does: 'begin'; request: object } | { does: 'cancel' | 'resume'; jobId: string };
}

/** Throws a UsageError. The API judges what is asked of it; only what is no number is refused here. */
export function readArguments(args: string[]): RescoreArguments {
  const given = parse(args, OPTIONS);
  const { cancel, resume, json, state, watch, out } = given;
  if (out !== undefined && !watch) throw new UsageError('--out is written when the sweep has finished: add --watch');
  const api = readApi(given.api);
  const shared = { api, token: tokenFor(api, given.token), state, json, watch, out };
  if (cancel === undefined && resume === undefined) {
    return { ...shared, action: { does: 'begin', request: requestOf(given) } };
  }
  const over = OF_BEGINNING.find((name) => given[name] !== undefined && given[name] !== false);
  if (over !== undefined) throw new UsageError(`--${over} is for a sweep that begins`);
  if (cancel !== undefined && resume !== undefined) throw new UsageError('either --cancel or --resume');
  return {
    ...shared,
    action: resume === undefined ? { does: 'cancel', jobId: cancel! } : { does: 'resume', jobId: resume },
  };
}

type Given = ReturnType<typeof parse<typeof OPTIONS>>;

function requestOf({ card, pace, segments, band, dimension, force, ...given }: Given): object {
  return {
    dryRun: given['dry-run'],
    force,
    ...(card !== undefined && { scorecard: cardOf(card) }),
    ...(given['as-of'] !== undefined && { asOf: given['as-of'] }),
    ...(pace !== undefined && { pace: numberOf('pace', pace) }),
    ...(segments !== undefined && { segments: numberOf('segments', segments) }),
    ...(band !== undefined && { bands: band }),
    ...(dimension !== undefined && { dimension }),
  };
}

function cardOf(text: string): { id: string; version: string } {
  const [, id, version] = /^([^@]+)@([^@]+)$/.exec(text) ?? [];
  if (id === undefined || version === undefined) throw new UsageError('--card takes a card as id@version');
  return { id, version };
}

function numberOf(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`--${name} takes a whole number`);
}

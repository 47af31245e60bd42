import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { dayOf, formatDay, parseDay } from '../../lib/scoring/calendar.ts';
import { UsageError } from '../command.ts';
import { type Mapping, readMapping } from '../import/mapping.ts';
import { dictionaryBeside } from './artefacts.ts';

/** What `score` and `validate` both take. */
export const COMMON = {
  card: { type: 'string' },
  dictionary: { type: 'string' },
  data: { type: 'string' },
  mapping: { type: 'string' },
  absent: { type: 'string', default: '' },
  consents: { type: 'string', default: '' },
  strict: { type: 'boolean', default: false },
  delimiter: { type: 'string' },
  'as-of': { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

type Values = { [K in 'dictionary' | 'mapping' | 'delimiter' | 'as-of']?: string | undefined } & {
  card: string;
  data: string;
  absent: string;
  consents: string;
  strict: boolean;
};

/** Throws a UsageError. */
export function readCommon(values: Values) {
  const mapping: Mapping | undefined = values.mapping === undefined ? undefined : readMapping(values.mapping);
  return {
    cardFile: values.card,
    dictionaryFile: values.dictionary,
    data: values.data,
    mapping,
    absent: listOf(values.absent),
    consents: listOf(values.consents),
    strict: values.strict,
    delimiter: readDelimiter(values.delimiter ?? mapping?.delimiter ?? ','),
    asOf: readDay(values['as-of'] ?? formatDay(dayOf(Date.now()))),
  };
}

export function listOf(text: string): string[] {
  return text.split(',').flatMap((part) => part.trim() || []);
}

export function readDelimiter(text: string): string {
  const mark = text === '\\t' || text === 'tab' ? '\t' : text;
  if (mark.length !== 1 || /["\r\n]/.test(mark)) throw new UsageError('--delimiter takes one character, or tab');
  return mark;
}

function readDay(text: string): number {
  const day = parseDay(text);
  if (day === undefined) throw new UsageError('--as-of takes a date, YYYY-MM-DD');
  return day;
}

/** Where refused rows go when nothing is said: beside the output. */
export function refusedBeside(out: string): string {
  return resolve(`${out}.refused.csv`);
}

type Files = Readonly<Record<string, string | undefined>>;

/** No output may stand where something is read from, or where another output goes, by whatever path or link. */
export function refuseOverwriting(inputs: Files, outputs: Files): void {
  const seen = new Map<string, string>();
  const known = (files: Files) =>
    Object.entries(files).filter((pair): pair is [string, string] => pair[1] !== undefined);
  for (const [option, file] of known(inputs)) if (!seen.has(realPath(file))) seen.set(realPath(file), option);
  for (const [option, file] of known(outputs)) {
    const other = seen.get(realPath(file));
    if (other !== undefined) throw new UsageError(`${other} and ${option} are the same file, ${basename(file)}`);
    seen.set(realPath(file), option);
  }
}

/** Where a path leads; a file that is not there yet is known by its directory. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return existsSync(dirname(file)) ? join(realpathSync(dirname(file)), basename(file)) : resolve(file);
  }
}

/** The files that a card is read from. */
export function filesOfCard(card: string, dictionary: string | undefined, option = '--card'): Files {
  return {
    [option]: card,
    [`the dictionary of ${option}`]: dictionary ?? dictionaryBeside(card),
    [`the dictionary.json beside ${option}`]:
      dictionary === undefined ? join(dirname(card), 'dictionary.json') : undefined,
  };
}

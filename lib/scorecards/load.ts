import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { ArtefactError } from '../errors.ts';
import { type DictionaryFile, dictionarySchema } from '../schemas/dictionary-file.ts';
import { leaves } from '../schemas/issues.ts';
import { type ScorecardFile, scorecardSchema } from '../schemas/scorecard.ts';
import { canonical } from '../scoring/canonical.ts';
import type { Dictionary, Scorecard } from '../scoring/model.ts';
import { dictionaryProblems, scorecardProblems } from './check.ts';
import { type Checked, readyDictionary, readyScorecard } from './ready.ts';

/** SHA-256 of the canonical JSON, hex: what an artefact is known by. */
export function contentHash(json: unknown): string {
  return createHash('sha256').update(canonical(json)).digest('hex');
}

/** Checks a data dictionary. Throws an ArtefactError that lists each path with the rule it breaks. */
export function checkDictionary(json: unknown): Checked<DictionaryFile> {
  const file = parse('data dictionary', dictionarySchema(), json);
  refuse('data dictionary', dictionaryProblems(file));
  return { file, hash: contentHash(json) };
}

/** Checks a scorecard against its dictionary. Throws an ArtefactError, as above. */
export function checkScorecard(json: unknown, dictionary: Dictionary): Checked<ScorecardFile> {
  const file = parse('scorecard', scorecardSchema(), json);
  refuse('scorecard', scorecardProblems(file, dictionary));
  return { file, hash: contentHash(json) };
}

/** Checks a data dictionary and makes it ready. */
export function loadDictionary(json: unknown): Dictionary {
  return readyDictionary(checkDictionary(json));
}

/** Checks a scorecard against its dictionary and makes it ready. */
export function loadScorecard(json: unknown, dictionary: Dictionary): Scorecard {
  return readyScorecard(checkScorecard(json, dictionary), dictionary);
}

/** The same for a card that people are scored by: one that was made to be measured only, on whatever columns, is refused. */
export function loadServedScorecard(json: unknown, dictionary: Dictionary): Scorecard {
  const card = loadScorecard(json, dictionary);
  if (card.file.benchmarkOnly) refuse('scorecard', ['benchmarkOnly: made to be measured, and not to score people by']);
  return card;
}

function parse<T>(artefact: string, schema: z.ZodType<T>, json: unknown): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ArtefactError(
    artefact,
    parsed.error.issues.flatMap(leaves).map(({ path, message }) => `${path.join('.') || '(root)'}: ${message}`),
  );
}

function refuse(artefact: string, problems: string[]): void {
  if (problems.length > 0) throw new ArtefactError(artefact, problems);
}

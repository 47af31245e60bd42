import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { ArtefactError } from '../errors.ts';
import { Dictionary as DictionarySchema } from '../schemas/dictionary.ts';
import { leaves } from '../schemas/issues.ts';
import { Scorecard as ScorecardSchema } from '../schemas/scorecard.ts';
import { canonical } from '../scoring/canonical.ts';
import type { Dictionary, Scorecard } from '../scoring/model.ts';
import { dictionaryProblems, scorecardProblems } from './check.ts';
import { compile } from './compile.ts';

/** SHA-256 of the canonical JSON, hex: what an artefact is known by. */
export function contentHash(json: unknown): string {
  return createHash('sha256').update(canonical(json)).digest('hex');
}

/** Checks a data dictionary and makes it ready. Throws an ArtefactError that lists each path with the rule it breaks. */
export function loadDictionary(json: unknown): Dictionary {
  const file = parse('data dictionary', DictionarySchema, json);
  refuse('data dictionary', dictionaryProblems(file));
  const names = Object.keys(file.facts);
  return {
    id: file.id,
    version: file.version,
    hash: contentHash(json),
    names,
    facts: Object.values(file.facts),
    index: new Map(names.map((name, index) => [name, index])),
  };
}

/** Checks a scorecard against its dictionary and makes it ready. Throws an ArtefactError, as above. */
export function loadScorecard(json: unknown, dictionary: Dictionary): Scorecard {
  const file = parse('scorecard', ScorecardSchema, json);
  refuse('scorecard', scorecardProblems(file, dictionary));
  return compile(file, dictionary, contentHash(json));
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

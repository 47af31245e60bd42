import { TahiniError, type Violation } from '../errors.ts';
import { type Fact, TIERS } from '../schemas/dictionary.ts';
import { type FactReport, MOST_FACTS } from '../schemas/profile.ts';
import { dayOf, parseDay } from '../scoring/calendar.ts';
import { type Evidence, gather, type Observation, type Series } from '../scoring/evidence.ts';
import type { Dictionary, Value } from '../scoring/model.ts';
import type { Caller } from './dependencies.ts';
import { readSeries } from './read-series.ts';
import { type Refuse, readNumber, type Statement } from './read-value.ts';

/**
 * The facts of a body become evidence of this caller. Throws a TahiniError that lists every field with the rule it broke;
 * then nothing of the body is used. `now` in milliseconds.
 */
export function readReport(
  facts: Record<string, FactReport>,
  caller: Caller,
  dictionary: Dictionary,
  now: number,
): Evidence {
  const names = Object.keys(facts);
  if (names.length > MOST_FACTS)
    throw new TahiniError('too-many-facts', `A body may state at most ${MOST_FACTS} facts.`);
  const violations: Violation[] = [];
  const observations: (Observation[] | undefined)[] = dictionary.names.map(() => undefined);
  const series: (Series[] | undefined)[] = dictionary.names.map(() => undefined);
  for (const name of names) {
    const refuse: Refuse = (path, rule, detail) => {
      violations.push({
        pointer: `/facts${[name, ...path].map((part) => `/${escapePointer(part)}`).join('')}`,
        rule,
        detail,
      });
      return undefined;
    };
    const index = dictionary.index.get(name);
    const fact = index === undefined ? undefined : dictionary.facts[index];
    if (index === undefined || fact === undefined) {
      refuse([], 'unknown-fact', 'The dictionary has no such fact.');
      continue;
    }
    if (!fact.assertableBy.includes(caller.tier)) {
      refuse(
        [],
        'tier-may-not-assert',
        `Only ${fact.assertableBy.join(', ')} may state this fact, not ${caller.tier}.`,
      );
      continue;
    }
    const report = facts[name] as FactReport;
    const statement = readStatement(report, caller, now, refuse);
    if (statement === undefined) continue;
    if (fact.type === 'months') series[index] = readSeries(report, fact, statement, refuse);
    else observations[index] = readObservation(report, fact, statement, refuse);
  }
  const [first] = violations;
  if (first) {
    const shown = violations.slice(0, MOST_VIOLATIONS);
    throw new TahiniError(first.rule, 'The body was refused; nothing of it was stored.', { violations: shown });
  }
  return gather(dictionary, observations, series);
}

function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

const DAY_MS = 86_400_000;
/** So that a body of nothing but mistakes is not answered at many times its length. */
const MOST_VIOLATIONS = 100;

/**
 * When was it seen? Without `observedAt`, now: then the millisecond of the day is the revision, so that of two statements
 * on one day the one that came later counts.
 */
function readStatement(report: FactReport, caller: Caller, now: number, refuse: Refuse): Statement | undefined {
  const today = dayOf(now);
  const day = report.observedAt === undefined ? today : parseDay(report.observedAt);
  if (day === undefined) return refuse(['observedAt'], 'wrong-type', 'Must be a date, YYYY-MM-DD.');
  if (day > today) return refuse(['observedAt'], 'future-observation', 'Lies in the future (UTC).');
  const given = ('value' in report ? 1 : 0) + ('retracted' in report ? 1 : 0);
  if (given !== 1) return refuse([], 'wrong-type', 'Must hold either a value or `retracted: true`.');
  const ofNow = report.observedAt === undefined ? Math.floor(now) - today * DAY_MS : 0;
  return { day, revision: report.revision ?? ofNow, tier: TIERS.indexOf(caller.tier), sourceId: caller.sourceId };
}

function readObservation(
  report: FactReport,
  fact: Fact,
  statement: Statement,
  refuse: Refuse,
): Observation[] | undefined {
  const value = report.retracted ? null : readValue(report.value, fact, statement.day, refuse);
  return value === undefined ? undefined : [{ ...statement, value }];
}

function readValue(value: unknown, fact: Fact, day: number, refuse: Refuse): Value | undefined {
  if (fact.type === 'number') return readNumber(value, fact.range, ['value'], refuse);
  if (fact.type === 'flag') {
    return typeof value === 'boolean' ? value : refuse(['value'], 'wrong-type', 'Must be true or false.');
  }
  if (fact.type === 'category') {
    if (typeof value !== 'string') return refuse(['value'], 'wrong-type', 'Must be the name of a category.');
    return fact.categories.includes(value)
      ? value
      : refuse(['value'], 'unknown-category', `Must be one of ${fact.categories.join(', ')}.`);
  }
  const since = typeof value === 'string' ? parseDay(value) : undefined;
  if (since === undefined) return refuse(['value'], 'wrong-type', 'Must be a date, YYYY-MM-DD.');
  return since > day ? refuse(['value'], 'future-observation', 'Lies after the day on which it was observed.') : since;
}

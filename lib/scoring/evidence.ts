import type { Fact } from '../schemas/dictionary.ts';
import { PARTNER_SOURCE } from '../schemas/partner.ts';
import { canonical } from './canonical.ts';
import type { Dictionary, Value } from './model.ts';
import { type MonthTables, monthTables } from './months.ts';
import { codeOf } from './points.ts';

/** What one source said last of a fact; value null = it took back what it said. */
export interface Observation {
  sourceId: string;
  tier: number;
  day: number;
  revision: number;
  value: Value | null;
}

/** What a source said last of one account and month. */
export interface Slot {
  month: number;
  value: number | null;
  tier: number;
  day: number;
  revision: number;
}

export interface Series {
  sourceId: string;
  account: string;
  slots: readonly Slot[];
}

/** What is stated of a person, by fact index of the dictionary, ready to score. */
export interface Statements {
  dictionary: Dictionary;
  /** Months by kind of reporter, facts that one source states, facts that several do. */
  months: readonly (MonthTables | undefined)[];
  sole: readonly (Statement | undefined)[];
  several: readonly (readonly Statement[] | undefined)[];
  contested: readonly number[];
  /** The facts of which anything is known. */
  present: readonly number[];
  /** The latest day on which anything was stated or taken back; nobody is scored for a day before it. */
  latest: number;
  /** Sources that count only with the person's consent to them; undefined for nearly everybody. */
  partners: Partners | undefined;
}

/** What partners sent, and the registers of all evidence to leave some of it out by. */
export interface Partners {
  sources: readonly string[];
  registers: () => Registers;
}

export interface Registers {
  observations: readonly (readonly Observation[] | undefined)[];
  series: readonly (readonly Series[] | undefined)[];
}

/** All that is known of a person: the registers, sorted by source (and account), and what follows from them. */
export interface Evidence extends Statements, Registers {}

/** What a source states of a fact and has not taken back, ready to score; `code` as in points.ts. */
export interface Statement {
  code: number;
  day: number;
  tier: number;
  sourceId: string;
}

/** Slots further back than this from the newest one of their account are dropped; no window is longer. */
export const KEPT_MONTHS = 36;

/** Evidence out of its registers. */
export function gather(
  dictionary: Dictionary,
  observations: Evidence['observations'],
  series: Evidence['series'],
): Evidence {
  const months: (MonthTables | undefined)[] = [];
  const sole: (Statement | undefined)[] = [];
  const several: (Statement[] | undefined)[] = [];
  const contested: number[] = [];
  const present: number[] = [];
  const partners = new Set<string>();
  let latest = Number.NEGATIVE_INFINITY;
  for (let fact = 0; fact < dictionary.facts.length; fact += 1) {
    const definition = dictionary.facts[fact] as Fact;
    const list = series[fact];
    for (const { day, sourceId } of observations[fact] ?? NOTHING) {
      latest = Math.max(latest, day);
      if (isPartner(sourceId)) partners.add(sourceId);
    }
    for (const { slots, sourceId } of list ?? NO_SERIES) {
      for (const { day } of slots) latest = Math.max(latest, day);
      if (isPartner(sourceId)) partners.add(sourceId);
    }
    months.push(list !== undefined && definition.type === 'months' ? monthTables(list, definition.combine) : undefined);
    const stated = (observations[fact] ?? NOTHING)
      .filter(({ value }) => value !== null)
      .map((o) => statementOf(definition, o.value, o));
    sole.push(stated.length === 1 ? stated[0] : undefined);
    several.push(stated.length > 1 ? stated : undefined);
    if (stated.length > 1) contested.push(fact);
    if (stated.length > 0 || months[fact] !== undefined) present.push(fact);
  }
  const registers = { observations, series };
  const sent = partners.size === 0 ? undefined : { sources: [...partners].sort(), registers: () => registers };
  return { dictionary, ...registers, months, sole, several, contested, present, latest, partners: sent };
}

/** Whether evidence of this source needs the person's consent to the source. */
export function isPartner(sourceId: string): boolean {
  return sourceId.startsWith(PARTNER_SOURCE);
}

const NOTHING: readonly Observation[] = [];
const NO_SERIES: readonly Series[] = [];

/** What was stated, by whom and when. */
export function statementOf(
  fact: Fact,
  value: Value | null,
  { day, tier, sourceId }: { day: number; tier: number; sourceId: string },
): Statement {
  return { code: codeOf(fact, value), day, tier, sourceId };
}

/** What one source has said. */
export function ofSource({ dictionary, observations, series }: Evidence, sourceId: string): Evidence {
  return ofSources(dictionary, { observations, series }, (source) => source === sourceId);
}

export function ofSources(
  dictionary: Dictionary,
  { observations, series }: Registers,
  counts: (sourceId: string) => boolean,
): Evidence {
  const those = <T extends { sourceId: string }>(list: readonly T[] | undefined) => {
    const kept = list?.filter(({ sourceId }) => counts(sourceId));
    return kept?.length ? kept : undefined;
  };
  return gather(dictionary, observations.map(those), series.map(those));
}

export function noEvidence(dictionary: Dictionary): Evidence {
  const nothing = dictionary.names.map(() => undefined);
  return gather(dictionary, nothing, nothing);
}

/**
 * The union of two states of knowledge: a register per (fact, source), and per (fact, source, account, month) for
 * `months` facts, in which the later statement wins. Commutative, associative, idempotent.
 */
export function merge(a: Evidence, b: Evidence): Evidence {
  const observations: (readonly Observation[] | undefined)[] = [];
  const series: (readonly Series[] | undefined)[] = [];
  for (let fact = 0; fact < a.dictionary.names.length; fact += 1) {
    observations[fact] = union(a.observations[fact], b.observations[fact], bySource, later);
    series[fact] = union(a.series[fact], b.series[fact], byAccount, mergeSeries);
  }
  return gather(a.dictionary, observations, series);
}

/** Two sorted lists become one sorted list; entries with the same key are joined. */
function union<T>(
  a: readonly T[] | undefined,
  b: readonly T[] | undefined,
  compare: (x: T, y: T) => number,
  join: (x: T, y: T) => T,
): readonly T[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const out: T[] = [];
  for (const entry of [...a, ...b].sort(compare)) {
    const last = out.at(-1);
    if (last !== undefined && compare(last, entry) === 0) out[out.length - 1] = join(last, entry);
    else out.push(entry);
  }
  return out;
}

export function mergeSeries(a: Series, b: Series): Series {
  const slots = union(a.slots, b.slots, (x, y) => x.month - y.month, later) as readonly Slot[];
  return { sourceId: a.sourceId, account: a.account, slots: keepNewest(slots) };
}

export function keepNewest(slots: readonly Slot[]): readonly Slot[] {
  const oldest = (slots.at(-1)?.month ?? 0) - KEPT_MONTHS + 1;
  return slots.filter((slot) => slot.month >= oldest);
}

/** Of two statements in one register: the newer day, then the higher revision; ties are broken by content alone. */
export function later<T extends Observation | Slot>(a: T, b: T): T {
  return order(a, b) >= 0 ? a : b;
}

function order(a: Observation | Slot, b: Observation | Slot): number {
  return (
    a.day - b.day ||
    a.revision - b.revision ||
    Number(a.value === null) - Number(b.value === null) ||
    compareText(canonical(a.value), canonical(b.value)) ||
    a.tier - b.tier
  );
}

function bySource(a: Observation, b: Observation): number {
  return compareText(a.sourceId, b.sourceId);
}

function byAccount(a: Series, b: Series): number {
  return compareText(a.sourceId, b.sourceId) || compareText(a.account, b.account);
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type * as z from 'zod';
import { ArtefactError } from '../../lib/errors.ts';
import type { Dimension, Tier } from '../../lib/schemas/dictionary.ts';
import type { dictionarySchema } from '../../lib/schemas/dictionary-file.ts';
import type { scorecardSchema } from '../../lib/schemas/scorecard.ts';
import { loadDictionary } from '../../lib/scorecards/load.ts';

/** Artefacts as they are written in JSON, and a short hand for writing them in a test. */
export type DictionaryJson = z.input<ReturnType<typeof dictionarySchema>>;
export type CardJson = z.input<ReturnType<typeof scorecardSchema>>;
export type FactJson = DictionaryJson['facts'][string];
export type RowJson = CardJson['characteristics'][number];

type Common = 'dimension' | 'label' | 'halfLifeDays' | 'assertableBy' | 'actionable' | 'protected';
type Own<T> = T extends unknown ? Omit<T, Common> : never;

export const words = (text: string) => ({ en: text, zh: text });

/** `tiers` are parted by blanks. */
export function fact(
  dimension: Dimension,
  halfLifeDays: number | null,
  tiers: string,
  own: Own<FactJson>,
  extra: Partial<Pick<FactJson, 'actionable' | 'protected'>> = {},
): FactJson {
  const assertableBy = tiers.split(' ') as Tier[];
  const common = { dimension, label: words('a fact'), halfLifeDays, assertableBy, actionable: false, protected: false };
  return { ...common, ...own, ...extra } as FactJson;
}

/** Bins of a number from its cuts: `numbers([50, 100], [0, 5, 14])`. */
export function numbers(cuts: readonly number[], points: readonly number[]) {
  return points.map((p, i) => ({ from: cuts[i - 1] ?? null, to: cuts[i] ?? null, points: p }));
}

/** Bins of categories and their points: `categories({ own: 4, rent: 0 })`. */
export function categories(points: Record<string, number>) {
  return Object.entries(points).map(([name, p]) => ({ categories: [name], points: p }));
}

export function flags(whenTrue: number, whenFalse: number) {
  return [
    { is: true, points: whenTrue },
    { is: false, points: whenFalse },
  ];
}

/** A characteristic as an expert would write it; its fact has the same name unless `extra` says otherwise. */
export function row(
  id: string,
  dimension: Dimension,
  bins: RowJson['bins'],
  missing: number,
  extra: Partial<RowJson> = {},
): RowJson {
  const points = (bins as readonly { points: number }[]).map((bin) => bin.points);
  return {
    id,
    fact: id,
    dimension,
    bins,
    missing: { points: missing },
    coverageWeight: Math.max(...points) - Math.min(...points),
    direction: 'none',
    reasonCode: id.toUpperCase(),
    reason: words(`because of ${id}`),
    source: 'a test',
    ...extra,
  };
}

export const REMOVED = Symbol('removed');

/** A deep copy with some places changed: `altered(tinyCard, { 'characteristics.0.missing': REMOVED })`. */
export function altered<T>(json: T, changes: Record<string, unknown>): T {
  const copy = structuredClone(json);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() as string;
    const holder = keys.reduce<unknown>((at, key) => Reflect.get(at as object, key), copy) as object;
    if (value === REMOVED) Reflect.deleteProperty(holder, last);
    // A value of the test may hold parts of `json`, into which a later change would lead.
    else Reflect.set(holder, last, structuredClone(value));
  }
  return copy;
}

/** The same card over another dictionary. */
export function over(dictionary: DictionaryJson, card: CardJson): CardJson {
  return { ...card, dictionary: { id: dictionary.id, hash: loadDictionary(dictionary).hash } };
}

/** What a loader refuses an artefact for; nothing when it takes it. */
export function problemsOf(load: () => unknown): readonly string[] {
  try {
    load();
  } catch (error) {
    if (error instanceof ArtefactError) return error.problems;
    throw error;
  }
  return [];
}

/** Matches a problem of this place that breaks this rule. */
export function problem(place: string, rule: RegExp): RegExp {
  return new RegExp(`^${place.replaceAll(/[.()]/g, '\\$&')}: .*${rule.source}`);
}

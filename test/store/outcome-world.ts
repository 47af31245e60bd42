import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportBook } from '../../bin/outcomes/export-book.ts';
import type { BookFilter } from '../../bin/outcomes/verdict.ts';
import type { Call } from '../../bin/scorecard/api.ts';
import type { Outcome, OutcomeStore } from '../../lib/schemas/outcome.ts';
import { dynamodbOutcomes } from '../../lib/store/dynamodb.ts';
import type { Dependencies } from '../../lib/usecases/dependencies.ts';
import { listOutcomes } from '../../lib/usecases/outcomes/list-outcomes.ts';
import { recordOutcome } from '../../lib/usecases/outcomes/record-outcome.ts';
import { publishChange } from '../../lib/usecases/publish-change.ts';
import { scoreProfile } from '../../lib/usecases/score-profile.ts';
import { day, ruleset, self } from '../support/builders.ts';
import type { TestEngine } from '../support/engines.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tiny, tinyCard, tinyDictionary } from '../support/tiny-card.ts';
import { altered } from '../support/write-card.ts';
import { NOW, type PutOptions, worldOn } from './world.ts';

/** Another card over the same facts. */
export const later = ruleset(
  tinyDictionary,
  altered(tinyCard, { version: '2', 'characteristics.0.missing.points': 9, 'characteristics.2.bins.1.points': 11 }),
);
const known = [tiny.card, later.card];
export const cards = { find: async (hash: string) => known.find((card) => card.hash === hash) };

export const LENDER = 'lender';
export const EVERYTHING: BookFilter = { product: undefined, from: undefined, until: undefined, performanceMonths: 12 };

/** A world in which people live through days of their own, borrow, and a lender tells what became of it. */
export function outcomeWorldOn(engine: TestEngine) {
  const world = worldOn(engine);
  const outcomes = (): OutcomeStore => dynamodbOutcomes(world.client, engine.tables);
  const kept = (changes: Partial<Dependencies> = {}) =>
    world.with({
      decisionRetentionDays: 5000,
      cardByHash: (hash) => known.find((card) => card.hash === hash),
      ...changes,
    });

  /** Scores as the stream does, on a day. */
  async function score(id: string, on: string, changes: Partial<Dependencies> = {}, requestId?: string) {
    const dependencies = kept(changes);
    const { profile, current } = await world.store.readSubject(id, { consistent: true });
    if (profile === undefined) throw new Error(`nobody is called ${id}`);
    const { transition, computed } = scoreProfile(dependencies, profile, current, day(on), requestId);
    if (transition.action === 'ignore' || !(await world.store.putScore(id, computed))) return undefined;
    return publishChange(dependencies, { subjectId: id, before: current, after: computed });
  }

  return {
    get store() {
      return world.store;
    },
    get outcomes() {
      return outcomes();
    },
    kept,
    score,
    items: world.items,
    decisions: world.decisions,
    consent: (id: string, on: string, consents: Record<string, boolean> = { [`source:${LENDER}`]: true }) =>
      world.put(id, {}, { caller: self, on, consents, dependencies: kept() }),
    /** States facts on a day, and is scored on it. */
    live: async (id: string, on: string, facts: Record<string, unknown>, more: Partial<PutOptions> = {}) => {
      await world.put(id, facts, { on, dependencies: kept(), ...more });
      return score(id, on);
    },
    tell: (id: string, outcome: Partial<Outcome> & Pick<Outcome, 'openedOn' | 'observedOn'>, now = NOW) =>
      recordOutcome(
        { store: world.store, outcomes: outcomes(), decisionRetentionDays: 5000 },
        {
          partnerId: LENDER,
          subjectId: id,
          outcome: { loan: `loan-${id}`, outcome: 'bad', product: 'card', ...outcome },
          now,
        },
      ),
    read: (page: Partial<Parameters<OutcomeStore['listOutcomes']>[0]> = {}) =>
      listOutcomes(
        { store: world.store, outcomes: outcomes(), cards },
        { segment: 0, segments: 1, after: undefined, limit: 1000, ...page },
      ),
    /** The files that `tahini outcomes export` writes. */
    book: async (filter: Partial<BookFilter> = {}, withIds = false, limit = 1000) => {
      const out = join(temporaryDirectory(), 'book.csv');
      const spec = out.replace('csv', 'spec.json');
      const call: Call = async (_method, path) => {
        const query = new URL(path, 'http://x').searchParams;
        const [segment, segments] = [Number(query.get('segment')), Number(query.get('segments'))];
        const means = { store: world.store, outcomes: outcomes(), cards };
        const page = { segment, segments, limit, after: query.get('next') ?? undefined };
        return JSON.parse(JSON.stringify(await listOutcomes(means, page)));
      };
      const totals = await exportBook({ call, out, spec, withIds, filter: { ...EVERYTHING, ...filter } });
      return { totals, csv: readFileSync(out, 'utf8'), spec: JSON.parse(readFileSync(spec, 'utf8')) };
    },
  };
}

/** The rows of a file without quotes, by their header. */
export function rowsOf(csv: string): Record<string, string>[] {
  const [header = [], ...rows] = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
}

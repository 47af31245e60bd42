import { beforeEach, expect, test } from 'vitest';
import type { CardDocument, Registry } from '../../lib/schemas/registry.ts';
import type { StoredScore } from '../../lib/schemas/stored.ts';
import { widened } from '../../lib/scorecards/growth.ts';
import { loadDictionary } from '../../lib/scorecards/load.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { isOfFormerActivation } from '../../lib/scoring/transition.ts';
import { dynamodbRegistry } from '../../lib/store/dynamodb.ts';
import { profileChange, scoreChange } from '../../lib/store/images.ts';
import { activateScorecard } from '../../lib/usecases/activate-scorecard.ts';
import { ActiveCard, LOOKS_EVERY_MS } from '../../lib/usecases/active-card.ts';
import { computeScore } from '../../lib/usecases/compute-score.ts';
import { knownCards } from '../../lib/usecases/known-cards.ts';
import { publishChange } from '../../lib/usecases/publish-change.ts';
import { registerScorecard } from '../../lib/usecases/register-scorecard.ts';
import { scoreOnChange } from '../../lib/usecases/score-on-change.ts';
import { scoreProfile } from '../../lib/usecases/score-profile.ts';
import { upsertProfile } from '../../lib/usecases/upsert-profile.ts';
import { day } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { tinyDocument, version } from '../support/registry.ts';
import { tiny, tinyDictionary } from '../support/tiny-card.ts';
import { fact } from '../support/write-card.ts';
import { bank, dawdling, NOW, sleepUpTo, TODAY, worldOn } from './world.ts';

const today = day(TODAY);
const grown = {
  ...tinyDictionary,
  version: '2',
  facts: { ...tinyDictionary.facts, pets: fact('behaviour', null, 'partner', { type: 'flag' }) },
};
const two = version('2', { 'characteristics.0.missing.points': 9 });
const three = version('3', { 'characteristics.5.missing.points': 8 }, grown);
/** In this order, while everybody writes: forth, on to a wider dictionary, back, and back to the deployment's own. */
const PLAN: readonly string[] = ['2', '3', '2', '1', '3', '1'];
const PEOPLE = Array.from({ length: 8 }, (_, n) => `person-${n}`);
const CHANGES = 14;

/** The causes of each decision add up to the difference that it tells. */
function expectSums(decisions: StoredScore[]): void {
  expect(decisions.length).toBeGreaterThan(1);
  for (const { score = 0, previous, causes } of decisions) {
    if (previous?.score === undefined || causes === undefined) continue;
    expect(causes.ageing + causes.data + causes.scorecard).toBe(score - previous.score);
  }
}

describeOnEachEngine('a scorecard that is activated while everybody writes', (engine) => {
  const world = worldOn(engine);
  let registry: Registry;
  beforeEach(() => {
    registry = dynamodbRegistry(world.client, engine.tables);
  });

  const register = (document: CardDocument) =>
    registerScorecard(registry, { document, signedOffBy: 'the committee', by: 'eve', now: NOW });

  const activate = (name: string) =>
    activateScorecard(
      {
        registry,
        cards: knownCards(registry, tiny.card),
        configured: { card: tiny.card, activationSeq: 1 },
        configuredDocument: tinyDocument,
      },
      { id: 'tiny-card', version: name, force: true, reason: 'a test', by: 'eve', now: NOW },
    );

  /** A function that is warm. One whose clock stands still never looks by itself which card is active. */
  function warm(clock: () => number): ActiveCard {
    const cards = knownCards(registry, tiny.card);
    const configured = { card: tiny.card, activationSeq: 1 };
    const notRefreshed = (error: unknown) => expect.unreachable(String(error));
    return new ActiveCard({ registry, cards, configured, now: clock, pickedUp: () => {}, notRefreshed });
  }

  test('never brings a former card back, and no change of a profile goes unscored', async () => {
    for (const document of [two, three]) await register(document);
    let ticks = 0;
    // Most are behind nearly always, and find out by what they meet.
    const ahead = warm(() => {
      ticks += LOOKS_EVERY_MS;
      return ticks;
    });
    const functions = [warm(() => 0), warm(() => 0), warm(() => 0), ahead];
    const anyOf = () => functions[Math.floor(Math.random() * functions.length)] as ActiveCard;
    await Promise.all(functions.map((each) => each.current()));
    const means = world.with({ store: dawdling(world.store, 6) });
    const stored = new Map<string, StoredScore[]>(PEOPLE.map((id) => [id, []]));

    const streams = await engine.drive({
      'score-on-change': async ({ Records }) => {
        const active = anyOf();
        for (const record of Records) {
          const change = profileChange(record);
          if (change === undefined) continue;
          const score = (scoring: object) => scoreOnChange({ ...means, ...scoring }, change, today);
          await active.use(score, isOfFormerActivation);
        }
      },
      'publish-change': async ({ Records }) => {
        for (const record of Records) {
          const change = scoreChange(record);
          if (change === undefined || 'erased' in change.after) continue;
          stored.get(change.subjectId)?.push(change.after);
          await publishChange(means, change);
        }
      },
    });
    let isGrown = false;
    const write = async (subjectId: string) => {
      for (let n = 0; n < CHANGES; n += 1) {
        const pets = isGrown ? { pets: { value: n % 2 === 0, revision: n } } : {};
        const facts = { income: { value: [20, 60, 150][(n * 7) % 3], revision: n }, ...pets };
        const request = { subjectId, caller: bank, report: { facts }, ifMatch: undefined, now: NOW };
        // Who states a new fact comes to a function that knows it; the others then meet it in the profile.
        const by = isGrown ? ahead : anyOf();
        await by.use((scoring) => upsertProfile({ ...means, ...scoring }, request));
        await sleepUpTo(20);
        if (n % 3 !== 0) continue;
        const compute = (scoring: object) => computeScore({ ...means, ...scoring }, { subjectId, asOf: today });
        await anyOf().use(compute, ({ transition }) => isOfFormerActivation(transition));
      }
    };
    const plan = async () => {
      for (const [n, name] of PLAN.entries()) {
        await sleepUpTo(120);
        expect((await activate(name)).activationSeq).toBe(n + 2);
        isGrown ||= name === '3';
      }
    };
    await Promise.all([...PEOPLE.map(write), plan()]);
    await streams.idle();
    expect(streams.givenUp).toEqual([]);

    const cardOf = (seq: number) => (seq === 1 ? '1' : PLAN[seq - 2]);
    const latest = await warm(() => 0).current();
    expect([latest.card.version, latest.activationSeq]).toEqual(['1', PLAN.length + 1]);
    const cards = knownCards(registry, tiny.card);
    for (const id of PEOPLE) {
      const history = stored.get(id) as StoredScore[];
      history.forEach((score, n) => {
        const before = history[n - 1];
        expect(score.card.version, `${id}, activation ${score.activationSeq}`).toBe(cardOf(score.activationSeq));
        expect(score.activationSeq).toBeGreaterThanOrEqual(before?.activationSeq ?? 1);
        expect(score.profileVersion).toBeGreaterThanOrEqual(before?.profileVersion ?? 1);
      });
      const { profile, current } = await world.store.readSubject(id, { consistent: true });
      const now = current as StoredScore;
      // What is stored is what the last version of the profile comes to, by the card that it was scored with.
      const card = widened((await cards.find(now.card.hash)) as Scorecard, loadDictionary(grown));
      const scoring = { card, activationSeq: now.activationSeq, cardByHash: () => undefined };
      const { computed } = scoreProfile(scoring, profile!, undefined, today);
      expect([id, now.card.version, now.score]).toEqual([id, computed.card.version, computed.score]);
      expectSums(await world.decisions(id));
    }

    // Whoever is touched now is scored by the active card, by a function that never looked.
    for (const subjectId of PEOPLE) {
      const facts = { income: { value: 60, revision: 99 } };
      const request = { subjectId, caller: bank, report: { facts }, ifMatch: undefined, now: NOW };
      await functions[0]!.use((scoring) => upsertProfile({ ...means, ...scoring }, request));
    }
    await streams.idle();
    for (const id of PEOPLE) {
      const now = (await world.store.readCurrent(id, { consistent: true })) as StoredScore;
      expect([now.card.version, now.activationSeq]).toEqual(['1', PLAN.length + 1]);
    }
    await streams.close();
  });
});

import { equal, ok } from 'node:assert/strict';
import type { DynamoDBRecord } from 'aws-lambda';
import { compareGuards } from '../../lib/scoring/transition.ts';
import { profileChange, scoreChange } from '../../lib/store/images.ts';
import { eraseProfile } from '../../lib/usecases/erase-profile.ts';
import { scoreOnChange } from '../../lib/usecases/score-on-change.ts';
import { upsertProfile } from '../../lib/usecases/upsert-profile.ts';
import { service } from '../support/builders.ts';
import { FIRST, NEXT, scoringUnder } from './cards.ts';
import { decisionsOf, everybody, publisher, stillStands } from './checks.ts';
import type { Ground } from './ground.ts';

const DAY_MS = 86_400_000;

/** What goes on beside the sweep, and the stream functions that see it. */
export class Life {
  readonly erased = new Set<string>();
  said = 0;
  readonly #ground: Ground;
  readonly #names: readonly string[];
  readonly #asOf: number;
  readonly #under: Promise<unknown>[] = [];
  #scoring = scoringUnder(FIRST.hash, 1);
  #backwards: string[] = [];

  constructor(ground: Ground, names: readonly string[], asOf: number) {
    this.#asOf = asOf;
    this.#ground = ground;
    this.#names = names;
  }

  activate(): void {
    this.#scoring = scoringUnder(NEXT.hash, 2);
  }

  get #dependencies() {
    const { store } = this.#ground;
    const pause = (attempt: number) => new Promise<void>((resolve) => setTimeout(resolve, attempt * 5));
    return { store, pause, decisionRetentionDays: 2000, simulationsPerHour: 60, ...this.#scoring };
  }

  /** One more says something, or is erased. */
  goOn(): void {
    const { dice } = this.#ground;
    const subjectId = this.#names[Math.floor(dice() * this.#names.length)]!;
    if (this.erased.has(subjectId)) return;
    const now = this.#asOf * DAY_MS;
    if (dice() < 0.3) {
      this.erased.add(subjectId);
      this.#under.push(eraseProfile(this.#dependencies, subjectId, Math.max(now, Date.now())));
      return;
    }
    this.said += 1;
    const report = { facts: { income: { value: Math.floor(dice() * 200) } } };
    const caller = service('partner', 'bank');
    const told = upsertProfile(this.#dependencies, { subjectId, caller, report, ifMatch: undefined, now });
    // Whoever is being erased meanwhile is not to be brought back.
    this.#under.push(told.catch((error) => ok(error.kind === 'erased-subject', String(error))));
  }

  settled = () => Promise.all(this.#under);

  async score(record: DynamoDBRecord): Promise<void> {
    const change = profileChange(record);
    if (change !== undefined) await scoreOnChange(this.#dependencies, change, this.#asOf);
  }

  publish = async (record: DynamoDBRecord): Promise<void> => {
    const change = scoreChange(record);
    if (change?.before !== undefined && !('erased' in change.before) && !('erased' in change.after)) {
      const { before, after } = change;
      const isBack = compareGuards(after, before) < 0 || after.profileVersion < before.profileVersion;
      if (isBack) this.#backwards.push(change.subjectId);
    }
    if (change?.before !== undefined && 'erased' in change.before && !('erased' in change.after))
      this.#backwards.push(change.subjectId);
    await publisher(this.#ground)(record);
  };

  /** Nobody's score went back, who lives is scored as they are now, and of the erased nothing is left. */
  async check() {
    equal(this.#backwards.length, 0, `went back: ${this.#backwards}`);
    const all = await everybody(this.#ground);
    const living = all.filter((person) => person.found === 'person');
    equal(living.length, this.#names.length - this.erased.size);
    for (const person of living) ok(stillStands(person), person.subjectId);
    const decisions = await decisionsOf(this.#ground);
    for (const person of all) {
      if (person.found === 'person') ok(decisions.has(person.subjectId), `${person.subjectId} has no decision`);
      else ok(person.found === 'erased' && person.profile === undefined && this.erased.has(person.subjectId));
    }
    for (const name of this.erased) ok(!decisions.has(name), `${name} was erased, and has decisions`);
    return living;
  }
}

import { equal } from 'node:assert/strict';
import { day } from '../support/builders.ts';
import { NEXT } from './cards.ts';
import { countsOf } from './checks.ts';
import { Life } from './life.ts';
import type { Trial } from './trials.ts';
import { drain } from './workers.ts';

const MONTH_END = day('2026-12-31');
const EVERY = 3;

/** People say something, are erased, and another card becomes the active one, while a sweep goes on and is killed. */
export const throughout: Trial = async (ground, people) => {
  const names = await ground.people(people, MONTH_END);
  const life = new Life(ground, names, MONTH_END);
  const stream = await ground.drive({
    'score-on-change': (record) => life.score(record),
    'publish-change': life.publish,
  });
  const first = await ground.start(MONTH_END);
  const killAt = [0.2, 0.4, 0.6].map((share) => Math.ceil(share * people));
  const atWrite = (n: number) => {
    if (n === Math.floor(people / 2)) life.activate();
    if (n % EVERY === 0) life.goOn();
  };
  const drained = await drain(ground, { killAt, atWrite });
  await life.settled();
  await stream.idle();
  const counts = await countsOf(ground, first);
  await life.check();
  // What the first one left under the former card.
  life.activate();
  const next = { id: NEXT.id, version: NEXT.version, hash: NEXT.hash };
  const second = await ground.start(MONTH_END, { card: next, activationSeq: 2 });
  await drain(ground);
  await stream.idle();
  equal((await countsOf(ground, second)).people, people - life.erased.size);
  for (const { current } of await life.check()) equal(current?.activationSeq, 2);
  const { said } = life;
  return { said, erased: life.erased.size, leftToStream: counts.leftToStream, kills: drained.kills };
};

import { deepEqual, match } from 'node:assert/strict';
import { day } from '../support/builders.ts';
import { countsOf, everybody, isRight } from './checks.ts';
import type { Ground } from './ground.ts';
import type { Trial } from './trials.ts';
import { drain } from './workers.ts';

const MONTH_END = day('2026-12-31');

/** One profile in twenty is damaged: the others are scored, and those are listed. */
export const damaged: Trial = async (ground, people) => {
  const { dice, store } = ground;
  const names = await ground.people(people, MONTH_END);
  const broken = names.filter(() => dice() < 0.05);
  for (const name of broken) {
    const { profile } = await store.readSubject(name, { consistent: true });
    await store.putProfile(name, { ...profile!, evidence: `${profile!.evidence.slice(0, -9)}}` }, 1);
  }
  const jobId = await ground.start(MONTH_END);
  const drained = await drain(ground);
  const counts = await countsOf(ground, jobId);
  deepEqual([counts.people, counts.changed, counts.failed], [people, people - broken.length, broken.length]);
  deepEqual((await listed(ground, jobId)).sort(), [...broken].sort());
  const isBroken = new Set(broken);
  const whole = (await everybody(ground)).filter(({ subjectId }) => !isBroken.has(subjectId));
  deepEqual(whole.filter(isRight).length, people - broken.length);
  return { damaged: broken.length, ...drained };
};

async function listed({ store }: Ground, jobId: string): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const page = await store.listUnsweepable(jobId, { limit: 100, after: found.at(-1) });
    if (page.length === 0) return found;
    for (const { subjectId, reason } of page) {
      match(reason, /^[\w-]+$/);
      found.push(subjectId);
    }
  }
}

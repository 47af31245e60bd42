import { equal, ok } from 'node:assert/strict';
import type { Answer } from '../../support/receiver.ts';
import type { Dice } from '../dice.ts';
import type { Trial } from '../trials.ts';
import { drain } from './drain.ts';
import { PARTNERS, sceneOn } from './scene.ts';

/** Messages between two kills; a new worker takes its time. */
const KILL_EVERY = { least: 50, share: 1 / 8 };

/** How the endpoints behave while they are ill; every few hundred times one says that it is gone, which it is not. */
function illness(dice: Dice): Answer {
  const at = dice();
  if (at < 0.4) return { status: 200 };
  if (at < 0.6) return { status: 500 };
  if (at < 0.72) return { status: 429, headers: { 'retry-after': at < 0.7 ? '0' : '1' } };
  if (at < 0.725) return { status: 410 };
  if (at < 0.78) return { status: 302, headers: { location: 'http://127.0.0.1:1/' } };
  if (at < 0.85) return 'silence';
  return at < 0.92 ? 'drip' : 'reset';
}

/**
 * A tenth as many notifications as the trial has people, to endpoints that behave as they like, by workers that are killed.
 * After they heal, the operator enables again what was disabled and sends for what did not arrive: then all has arrived, and
 * nothing ever came to a partner that is disabled or has nobody's consent.
 */
export const deliveries: Trial = async (ground, people) => {
  await using scene = await sceneOn(ground, Math.ceil(people / 10 / PARTNERS.length));
  const { receiver, queue, told } = scene;
  const trouble = { endpoint: ground.door.endpoint, tables: ground.tables, dice: ground.dice };
  const arrived = new Set<string>();
  const killEvery = Math.max(KILL_EVERY.least, queue.length * KILL_EVERY.share);
  let ill = true;
  receiver.answer = (_before, received) => {
    const answer = ill ? illness(ground.dice) : { status: 200 };
    scene.check(received);
    if (typeof answer === 'object' && answer.status === 200) arrived.add(received.id);
    return answer;
  };
  const operator = setInterval(() => void scene.enableAgain(), 300);
  const first = await drain(queue, { ...trouble, killEvery });
  clearInterval(operator);
  ok(first.kills > 0, 'workers were killed');
  const whileIll = arrived.size;
  // Nothing is in the queue any more: what still waited for its next attempt would wait for ever.
  await scene.nonePending();
  ill = false;
  await scene.enableAgain();
  queue.push(...(await scene.sendForMissing()));
  const second = await drain(queue, { ...trouble, killEvery });
  const missing = told.filter(({ id }) => !arrived.has(id));
  equal(missing.length, 0, `${missing.length} of ${told.length} did not arrive`);
  ok(
    [...arrived].every((id) => told.some((each) => each.id === id)),
    'nothing else arrived',
  );
  await scene.nonePending();
  equal(receiver.got.filter(({ event }) => scene.forbidden.has(event.id)).length, 0, 'nothing came to the others');
  return { told: told.length, whileIll, posts: receiver.got.length, first, second };
};

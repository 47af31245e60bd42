import { expect, test } from 'vitest';
import { startEngine } from '../../../local/engines/start-engine.ts';
import { diceOf } from '../dice.ts';
import { groundOn } from '../ground.ts';
import { deliveries } from './deliveries.ts';

// The short form of `npm run test:chaos -- 20000 <seed> dynalite deliveries`.
test('endpoints that behave as they like, and workers that are killed, lose no notification', async () => {
  const seed = Date.now() % 1e6;
  console.log(`seed ${seed}`);
  const engine = await startEngine({ kind: 'dynalite' });
  const ground = await groundOn(engine, diceOf(seed));
  try {
    expect(await deliveries(ground, 600)).toMatchObject({ told: 60 });
  } finally {
    await ground.close();
    await engine.close();
  }
}, 240_000);

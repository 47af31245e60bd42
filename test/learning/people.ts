import { type Column, categoryColumn, type Frame } from '../../lib/learning/frame.ts';

/** Numbers between 0 and 1 from a seed (mulberry32): the same people in every run. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * People whose chance of going bad is known: rises with `debt` in steps, falls with `income` (a fifth of it missing, which
 * is bad), is lowest in the middle of `hours`, differs by `job`, and has nothing to do with `noise`. `late` counts from 0 to
 * 6, or says 98; `shadow` looks like debt but, beside it, speaks for the person.
 */
export function people(rows: number, seed = 1): Frame {
  const roll = dice(seed);
  const table = Array.from({ length: rows }, () => person(roll));
  const numbers = (name: Exclude<keyof Person, 'job' | 'bad'>): Column => ({
    name,
    kind: 'number',
    values: Float64Array.from(table, (one) => one[name]),
  });
  return {
    rows,
    columns: [
      numbers('debt'),
      numbers('income'),
      numbers('hours'),
      numbers('late'),
      numbers('shadow'),
      numbers('noise'),
      categoryColumn(
        'job',
        table.map(({ job }) => job),
      ),
    ],
    bad: Uint8Array.from(table, ({ bad }) => bad),
  };
}

type Person = ReturnType<typeof person>;

function person(roll: () => number) {
  const debt = Math.round(roll() * 1000) / 1000;
  const income = roll() < 0.2 ? Number.NaN : Math.round(1000 + 9000 * roll() ** 2);
  const hours = Math.floor(roll() * 60);
  const late = roll() < 0.02 ? 98 : Math.floor(6.99 * roll() ** 4);
  const shadow = Math.round(1000 * (debt + 0.5 * roll())) / 1000;
  const job = ['clerk', 'driver', 'nurse', 'smith', 'astronaut'][roll() < 0.002 ? 4 : Math.floor(roll() * 4)] as string;
  const eta =
    -2 + 2 * Number(debt > 0.5) + (Number.isNaN(income) ? 0.7 : 0.5 - income / 8000) + ((hours - 30) / 20) ** 2 / 2;
  const more =
    (late === 98 ? 1.5 : 0.5 * late) - 0.8 * shadow + { clerk: -0.5, driver: 0.4 }[job as 'clerk' | 'driver']!;
  const chance = 1 / (1 + Math.exp(-(eta + (Number.isNaN(more) ? 0 : more))));
  return { debt, income, hours, late, shadow, noise: roll(), job, bad: roll() < chance ? 1 : 0 };
}

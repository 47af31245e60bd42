import type { Ground } from './ground.ts';

/** One kind of trouble, on tables of its own; throws when somebody was lost, and says what it took. */
export type Trial = (ground: Ground, people: number) => Promise<object>;

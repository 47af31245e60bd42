import { INTERVALS_MS } from '../../../lib/usecases/deliveries/schedule.ts';

/** A day is a quarter of a second. */
export const SCHEDULE = INTERVALS_MS.map((ms) => ms / 345_600);
export const VAULT_KEY = 'cd'.repeat(32);

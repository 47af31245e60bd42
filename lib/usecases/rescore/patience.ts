import { passesByItself } from '../../errors.ts';

const LONGEST_PAUSE_MS = 20_000;

export interface PatienceMeans {
  pause: (ms: number) => Promise<void>;
  /** Whether there is time to ask once more. */
  mayWait: () => boolean;
  /** Told of each call that the store was too busy for. */
  throttled: () => void;
}

/** A store that is busy is asked again, ever later, as long as there is time. `again` comes before each further call. */
export async function patiently<T>(
  { pause, mayWait, throttled }: PatienceMeans,
  call: () => Promise<T>,
  again: () => void = () => undefined,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!passesByItself(error)) throw error;
      throttled();
      if (!mayWait()) throw error;
      await pause(Math.min(LONGEST_PAUSE_MS, 50 * 2 ** attempt));
      again();
    }
  }
}

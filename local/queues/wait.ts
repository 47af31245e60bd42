import type { Queue } from '../service.ts';
import type { Messages } from './messages.ts';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Resolves when a message may be visible in the queue, or when the signal says stop. */
export async function waitForMessage(messages: Messages, queue: Queue, signal: AbortSignal): Promise<void> {
  const next = messages.nextVisibleAt(queue) ?? Number.POSITIVE_INFINITY;
  if (signal.aborted || next <= Date.now()) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stopListening();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(next - Date.now(), LONGEST_TIMER_MS));
    const stopListening = messages.onChanged(end);
    signal.addEventListener('abort', end);
  });
}

import type { FoldMessage, ToldEvent } from '../../schemas/partner-event.ts';

/** A message may have 256 KB on its way to the queue; this leaves room for what is around the events. */
const MOST_BYTES = 180_000;
/** So many people are folded in a few seconds. */
const MOST_PEOPLE = 25;

/**
 * Events in parts, each for one message: whole people together, so that each is read and written once. A person with more
 * than a message holds is cut; their parts may then be folded at the same time, which the registers allow.
 */
export function inParts(events: readonly ToldEvent[], mostBytes = MOST_BYTES): FoldMessage['events'][] {
  const parts: ToldEvent[][] = [];
  let part: ToldEvent[] = [];
  let [bytes, people] = [0, 0];
  const close = () => {
    if (part.length > 0) parts.push(part);
    part = [];
    [bytes, people] = [0, 0];
  };
  for (const told of Map.groupBy(events, ({ subjectId }) => subjectId).values()) {
    const sizes = told.map((event) => Buffer.byteLength(JSON.stringify(event)) + 1);
    const size = sizes.reduce((sum, one) => sum + one, 0);
    if (people === MOST_PEOPLE || bytes + size > mostBytes) close();
    people += 1;
    told.forEach((event, i) => {
      if (bytes + (sizes[i] as number) > mostBytes) close();
      part.push(event);
      bytes += sizes[i] as number;
    });
  }
  close();
  return parts;
}

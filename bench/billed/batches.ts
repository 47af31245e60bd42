import { BATCH_SIZES } from './batch-sizes.ts';
import type { Item } from './items.ts';
import type { Operation } from './operation.ts';
import { allHandled, type Turn } from './people.ts';
import { type Change, streamEvent } from './stream-event.ts';

/** The stream's functions, by what they do and the number of records in a batch: every record another person. */
export function batchOperations(turns: readonly Turn[], recordsPerRound: number): Operation[] {
  return BATCH_SIZES.flatMap((size) => {
    const batches = Math.max(1, Math.floor(recordsPerRound / size));
    const about = (name: string, leastCalls: number) => ({
      name: `${name}, batch of ${size}`,
      check: allHandled,
      leastCalls: leastCalls * size,
    });
    const every = (make: (turn: Turn, pk: string) => Change) => () =>
      Array.from({ length: batches }, (_, batch) =>
        streamEvent(Array.from({ length: size }, (_, i) => make(of(turns, batch * size + i), `${batch}-${i}`))),
      );
    return [
      {
        ...about('score-on-change, score changed', 2),
        functionName: 'score-on-change' as const,
        prepare: every(backAndForth(`changed-${size}`)),
      },
      {
        ...about('score-on-change, score unchanged', 1),
        functionName: 'score-on-change' as const,
        prepare: every(thenTheSame(`unchanged-${size}`)),
      },
      {
        ...about('publish-change', 1),
        functionName: 'publish-change' as const,
        prepare: every(({ score }, pk) => moved(score, `published-${size}-${pk}`)),
      },
    ];
  });
}

function of(turns: readonly Turn[], index: number): Turn {
  return turns[index % turns.length] as Turn;
}

/** A person whose evidence goes to and fro between two states of different scores, at an ever higher version. */
function backAndForth(prefix: string) {
  const versions = new Map<string, number>();
  return ({ profile }: Turn, place: string): Change => {
    const pk = `${prefix}-${place}`;
    const version = (versions.get(pk) ?? 0) + 1;
    versions.set(pk, version);
    const state = (n: number) => at(n % 2 === 0 ? profile.before : profile.after, pk, n);
    return { before: version === 1 ? undefined : state(version - 1), after: state(version) };
  };
}

/** A person whose profile changed once, and from then on in nothing that counts. */
function thenTheSame(prefix: string) {
  const known = new Set<string>();
  return ({ profile }: Turn, place: string): Change => {
    const pk = `${prefix}-${place}`;
    const before = known.has(pk) ? at(profile.after, pk, 1) : undefined;
    known.add(pk);
    return { before, after: at(profile.after, pk, before === undefined ? 1 : 2) };
  };
}

function at(item: Item, pk: string, version: number): Item {
  return { ...item, pk: { S: pk }, version: { N: String(version) } };
}

function moved({ before, after }: Turn['score'], pk: string): Change {
  return { before: { ...before, pk: { S: pk } }, after: { ...after, pk: { S: pk } } };
}

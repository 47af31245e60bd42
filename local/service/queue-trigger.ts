import { fieldsOf, onlyKeys, refuse, reportsItemFailures, wholeWithin } from './checks.ts';
import { type Queue, queueOf } from './queues.ts';

export interface QueueTrigger {
  functionName: string;
  queue: Queue;
  batchSize: number;
  /** How long a batch may be gathered. */
  windowSeconds: number;
  /** Batches under way at once. */
  maxConcurrency: number;
  reportsItemFailures: boolean;
}

const KEYS = ['arn', 'batchSize', 'maximumBatchingWindow', 'maximumConcurrency', 'functionResponseType'];
/** Lambda begins with this many pollers; on one machine it stays there. */
const POLLERS = 5;

interface Owner {
  name: string;
  timeoutSeconds: number;
}

/** `queues` is by logical id. */
export function readQueueTrigger(
  owner: Owner,
  value: unknown,
  queues: ReadonlyMap<string, Queue>,
  where: string,
): QueueTrigger {
  const fields = fieldsOf(value, where);
  onlyKeys(fields, KEYS, where);
  const number = (key: string, otherwise: number, range: [number, number]) =>
    wholeWithin(fields[key] ?? otherwise, range, `${where}.${key}`);
  const queue = queueOf(fields.arn, queues, `${where}.arn`);
  const windowSeconds = number('maximumBatchingWindow', 0, [0, 300]);
  const batchSize = number('batchSize', 10, [1, 10_000]);
  // AWS refuses the same two.
  if (batchSize > 10 && windowSeconds === 0)
    refuse(`${where}.batchSize`, 'may be over 10 only with a maximumBatchingWindow');
  if (queue.visibilitySeconds < owner.timeoutSeconds)
    refuse(`${where}.arn`, `is a queue whose VisibilityTimeout is shorter than the timeout of ${owner.name}`);
  return {
    functionName: owner.name,
    queue,
    batchSize,
    windowSeconds,
    maxConcurrency: number('maximumConcurrency', POLLERS, [2, 1000]),
    reportsItemFailures: reportsItemFailures(fields.functionResponseType, where),
  };
}

import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { isTooLarge, passesByItself, TahiniError } from '../errors.ts';
import type { Store } from '../schemas/stored.ts';
import { failedBatch } from './failed-batch.ts';
import { observed } from './observed.ts';
import { type Telemetry, whatFailed } from './telemetry.ts';

const AT_ONCE = 8;
/** Shorter than a tombstone lives, so that a record handed in again never brings an erased person back. */
const KEPT_SECONDS = 14 * 86_400;
/** Nobody is begun with so little time left: what is done by then counts, and the rest comes again. */
const MARGIN_MS = 8000;

export interface StreamSteps {
  handle(record: DynamoDBRecord): Promise<void>;
  telemetry: Telemetry;
  store: Pick<Store, 'keepFailure'>;
}

/**
 * Handles a batch of stream records: people side by side, each person's changes in order. Failures are isolated. Where
 * the store is at fault, a person is reported from the failed record on and tried again for as long as the stream
 * lives. A record that fails in itself would do so again and hold up everybody behind it for a day: it is set aside
 * whole, and the rest goes on.
 */
export function streamHandler(steps: StreamSteps) {
  return observed<DynamoDBStreamEvent, DynamoDBBatchResponse>(steps.telemetry).handler(
    async (event: DynamoDBStreamEvent, context: Context) => {
      const started = performance.now();
      const batch = new Batch(steps, context);
      const people = Map.groupBy(event.Records, (record) => record.dynamodb?.Keys?.pk?.S ?? '').values();
      const worker = async () => {
        for (const records of people) await batch.person(records);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      batch.tell(event.Records.length, Math.round(performance.now() - started));
      return { batchItemFailures: batch.failed.map((itemIdentifier) => ({ itemIdentifier })) };
    },
  );
}

/** Ours, as the gateway makes them; whatever else an item may hold there is not for the log. */
function requestIdIn(text: unknown): string | undefined {
  return typeof text === 'string' && /^[\w+/=-]{1,64}$/.test(text) ? text : undefined;
}

class Batch {
  readonly failed: string[] = [];
  readonly #steps: StreamSteps;
  readonly #context: Context;
  #setAside = 0;

  constructor(steps: StreamSteps, context: Context) {
    this.#steps = steps;
    this.#context = context;
  }

  /** One person's records, up to the first that has to be tried again. */
  async person(records: readonly DynamoDBRecord[]): Promise<void> {
    const { log } = this.#steps.telemetry;
    for (const record of records) {
      if (this.#context.getRemainingTimeInMillis() < MARGIN_MS) return this.#again(record);
      try {
        await this.#handle(record);
      } catch (error) {
        const problem = error instanceof TahiniError ? error.kind : undefined;
        log('record-failed', { ...this.#about(record), problem, ...whatFailed(error) });
        return this.#again(record);
      }
    }
  }

  #again(record: DynamoDBRecord): void {
    this.#steps.telemetry.count('RecordFailed');
    this.failed.push(record.dynamodb?.SequenceNumber ?? '');
  }

  async #handle(record: DynamoDBRecord): Promise<void> {
    try {
      await this.#steps.handle(record);
    } catch (error) {
      if (passesByItself(error)) throw error;
      await this.#keep(record);
      this.#steps.telemetry.log('record-set-aside', { ...this.#about(record), ...whatFailed(error) });
      this.#steps.telemetry.count('RecordSetAside');
      this.#setAside += 1;
    }
  }

  /** Whole; where that is more than an item holds, without the former image, and at the very least which record it was. */
  async #keep(record: DynamoDBRecord): Promise<void> {
    const { OldImage: _old, ...current } = record.dynamodb ?? {};
    const { NewImage: _new, ...keys } = current;
    for (const dynamodb of [record.dynamodb, current]) {
      try {
        return await this.#put({ ...record, ...(dynamodb && { dynamodb }) });
      } catch (error) {
        if (!isTooLarge(error)) throw error;
      }
    }
    await this.#put({ ...record, dynamodb: keys });
  }

  #put(record: DynamoDBRecord): Promise<void> {
    const { functionName, invokedFunctionArn: functionArn, awsRequestId: requestId } = this.#context;
    const now = new Date();
    const about = { functionArn, requestId, condition: 'RecordUnreadable', tries: 1, now };
    const document = JSON.stringify(failedBatch({ ...about, records: [record] }));
    const sequenceNumber = record.dynamodb?.SequenceNumber ?? requestId;
    const expiresAt = Math.floor(now.getTime() / 1000) + KEPT_SECONDS;
    return this.#steps.store.keepFailure({ functionName, sequenceNumber, document, expiresAt });
  }

  tell(records: number, ms: number): void {
    const { awsRequestId: invocation } = this.#context;
    const [failed, setAside] = [this.failed.length, this.#setAside];
    this.#steps.telemetry.log('batch-handled', { invocation, records, failed, setAside, ms });
  }

  #about({ dynamodb }: DynamoDBRecord) {
    return {
      requestId: requestIdIn(dynamodb?.NewImage?.requestId?.S),
      subject: this.#steps.telemetry.nameOf(dynamodb?.Keys?.pk?.S),
      sequenceNumber: dynamodb?.SequenceNumber,
    };
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { Change, Changes } from '../engine.ts';
import type { Checkpoints, Position } from './checkpoints.ts';
import { toLambdaRecord } from './lambda-record.ts';

const POLL_MS = 100;
const SHARDS_MS = 2000;

interface Reader {
  name: string;
  streamArn: string;
  from: 'TRIM_HORIZON' | 'LATEST';
}

/** One reader's place in a real DynamoDB stream, parents before their children; a batch is of one shard. */
export class StreamChanges implements Changes {
  readonly #client: DynamoDBStreamsClient;
  readonly #checkpoints: Checkpoints;
  readonly #reader: Reader;
  readonly #positions: Record<string, Position>;
  readonly #iterators = new Map<string, string | undefined>();
  #shards: Shard[] = [];
  #shardsRead = 0;
  #current = '';

  constructor(client: DynamoDBStreamsClient, checkpoints: Checkpoints, reader: Reader) {
    this.#client = client;
    this.#checkpoints = checkpoints;
    this.#reader = reader;
    this.#positions = { ...checkpoints.of(reader.name) };
  }

  async read(limit: number): Promise<Change[]> {
    await this.#refreshShards();
    for (const { ShardId = '' } of this.#shards.filter((shard) => this.#isNext(shard))) {
      const changes = await this.#readShard(ShardId, limit);
      if (changes.length === 0) continue;
      this.#current = ShardId;
      return changes;
    }
    return [];
  }

  async commit(finished: readonly Change[]): Promise<void> {
    const last = finished.at(-1);
    if (!last) return;
    this.#positions[this.#current] = { after: last.dynamodb.SequenceNumber };
    this.#iterators.delete(this.#current);
    await this.#checkpoints.save(this.#reader.name, this.#positions);
  }

  async wait(signal: AbortSignal): Promise<void> {
    await sleep(POLL_MS, undefined, { signal }).catch(() => {});
  }

  async #refreshShards(): Promise<void> {
    const now = Date.now();
    if (now - this.#shardsRead < SHARDS_MS) return;
    const shards: Shard[] = [];
    let ExclusiveStartShardId: string | undefined;
    do {
      const request = new DescribeStreamCommand({ StreamArn: this.#reader.streamArn, ExclusiveStartShardId });
      const { StreamDescription } = await this.#client.send(request);
      shards.push(...(StreamDescription?.Shards ?? []));
      ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId;
    } while (ExclusiveStartShardId !== undefined);
    this.#shards = shards;
    this.#shardsRead = now;
  }

  #isNext({ ShardId = '', ParentShardId }: Shard): boolean {
    const isDone = (id: string) => 'ended' in (this.#positions[id] ?? {});
    const parentIsKnown = this.#shards.some((shard) => shard.ShardId === ParentShardId);
    return !isDone(ShardId) && (ParentShardId === undefined || !parentIsKnown || isDone(ParentShardId));
  }

  async #readShard(shardId: string, limit: number): Promise<Change[]> {
    const iterator = this.#iterators.get(shardId) ?? (await this.#iterator(shardId));
    try {
      const request = new GetRecordsCommand({ ShardIterator: iterator, Limit: limit });
      const { Records = [], NextShardIterator } = await this.#client.send(request);
      // With records the iterator stays where it is: until they are committed, a further read gives them again.
      if (Records.length === 0) await this.#advance(shardId, NextShardIterator);
      else this.#iterators.set(shardId, iterator);
      return Records.map((record) => toLambdaRecord(record, this.#reader.streamArn));
    } catch (error) {
      if (!(error instanceof ExpiredIteratorException || error instanceof TrimmedDataAccessException)) throw error;
      this.#iterators.delete(shardId);
      if (error instanceof TrimmedDataAccessException) delete this.#positions[shardId];
      return [];
    }
  }

  async #advance(shardId: string, next: string | undefined): Promise<void> {
    if (next !== undefined) {
      this.#iterators.set(shardId, next);
      return;
    }
    this.#positions[shardId] = { ended: true };
    this.#iterators.delete(shardId);
    this.#shardsRead = 0;
    await this.#checkpoints.save(this.#reader.name, this.#positions);
  }

  #isNew(): boolean {
    return Object.keys(this.#positions).length === 0;
  }

  async #iterator(shardId: string): Promise<string> {
    const position = this.#positions[shardId];
    const start =
      position && 'after' in position
        ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: position.after }
        : { ShardIteratorType: this.#isNew() ? this.#reader.from : ('TRIM_HORIZON' as const) };
    const request = new GetShardIteratorCommand({ StreamArn: this.#reader.streamArn, ShardId: shardId, ...start });
    return (await this.#client.send(request)).ShardIterator ?? '';
  }
}

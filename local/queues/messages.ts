import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Queue } from '../service.ts';
import type { Attributes } from './message-attributes.ts';

export interface Outgoing {
  body: string;
  attributes: Attributes;
  delaySeconds?: number | undefined;
}

/** A message in the hands of a receiver; times are in epoch milliseconds. */
export interface Received {
  id: string;
  receiptHandle: string;
  body: string;
  attributes: Attributes;
  sentAt: number;
  receives: number;
  firstReceivedAt: number;
}

export interface Counts {
  visible: number;
  /** Received, and neither deleted nor visible again. */
  inFlight: number;
  delayed: number;
}

/** Messages that were received as often as their queue allows. */
export interface DeadLetters {
  queue: Queue;
  count: number;
}

// The row's number keeps the order of sending. A message is in flight while it has a receipt handle and is hidden.
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS messages (
    place INTEGER PRIMARY KEY, queue TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, attributes TEXT NOT NULL,
    sentAt INTEGER NOT NULL, visibleAt INTEGER NOT NULL, receives INTEGER NOT NULL DEFAULT 0,
    firstReceivedAt INTEGER, receiptHandle TEXT
  );
  CREATE INDEX IF NOT EXISTS due ON messages (queue, visibleAt);
  CREATE INDEX IF NOT EXISTS held ON messages (receiptHandle);
`;

/** The messages of all queues, in one file of SQLite's, or in memory without one. They outlive a kill of the process. */
export class Messages {
  readonly #db: DatabaseSync;
  readonly #events = new EventEmitter<{ changed: []; deadLetters: [DeadLetters] }>().setMaxListeners(0);

  /** Whoever held messages before has ended with its process, so what was hidden with them is visible again. */
  constructor(queues: readonly Queue[], file = ':memory:') {
    this.#db = new DatabaseSync(file);
    this.#db.exec(SCHEMA);
    const now = Date.now();
    this.#run('UPDATE messages SET visibleAt = ? WHERE receiptHandle IS NOT NULL AND visibleAt > ?', now, now);
    // A message that nobody could try, while this machine was off, is not too old for a first time.
    for (const { name, retentionSeconds } of queues)
      this.#run('DELETE FROM messages WHERE queue = ? AND receives > 0 AND sentAt < ?', name, ago(retentionSeconds));
  }

  /** Calls back when messages may have become visible earlier than was known. */
  onChanged(listener: () => void): () => void {
    this.#events.on('changed', listener);
    return () => this.#events.off('changed', listener);
  }

  onDeadLetters(listener: (moved: DeadLetters) => void): void {
    this.#events.on('deadLetters', listener);
  }

  /** Its id. The message is kept when this returns. */
  send(queue: Queue, { body, attributes, delaySeconds = queue.delaySeconds }: Outgoing): string {
    const [id, now] = [randomUUID(), Date.now()];
    const values = [queue.name, id, body, JSON.stringify(attributes), now, now + delaySeconds * 1000];
    const insert = 'INSERT INTO messages (queue, id, body, attributes, sentAt, visibleAt) VALUES (?, ?, ?, ?, ?, ?)';
    this.#run(insert, ...values);
    this.#events.emit('changed');
    return id;
  }

  /** Takes up to `limit` messages, hidden from others for so long. */
  receive(queue: Queue, limit: number, visibilitySeconds = queue.visibilitySeconds): Received[] {
    this.#redrive(queue);
    const now = Date.now();
    const rows = this.#db
      .prepare(
        `UPDATE messages SET receives = receives + 1, firstReceivedAt = coalesce(firstReceivedAt, ?), visibleAt = ?,
           receiptHandle = lower(hex(randomblob(32)))
         WHERE place IN (SELECT place FROM messages WHERE queue = ? AND visibleAt <= ? ORDER BY visibleAt, place LIMIT ?)
         RETURNING *`,
      )
      .all(now, now + visibilitySeconds * 1000, queue.name, now, limit);
    return rows
      .sort((a, b) => Number(a.place) - Number(b.place))
      .map((row) => ({ ...(row as unknown as Received), attributes: JSON.parse(String(row.attributes)) }));
  }

  /** Nothing happens when somebody else has received the message since. */
  delete(queue: Queue, receiptHandle: string): void {
    this.#run('DELETE FROM messages WHERE queue = ? AND receiptHandle = ?', queue.name, receiptHandle);
  }

  /** Whether the message was in flight. */
  changeVisibility(queue: Queue, receiptHandle: string, seconds: number): boolean {
    const now = Date.now();
    const update = 'UPDATE messages SET visibleAt = ? WHERE queue = ? AND receiptHandle = ? AND visibleAt > ?';
    const changed = this.#run(update, now + seconds * 1000, queue.name, receiptHandle, now);
    this.#events.emit('changed');
    return changed > 0;
  }

  counts(queue: Queue): Counts {
    const select = `SELECT count(*) FILTER (WHERE visibleAt <= ?1) AS visible,
      count(*) FILTER (WHERE visibleAt > ?1 AND receiptHandle IS NOT NULL) AS inFlight,
      count(*) FILTER (WHERE visibleAt > ?1 AND receiptHandle IS NULL) AS delayed FROM messages WHERE queue = ?2`;
    return { ...(this.#db.prepare(select).get(Date.now(), queue.name) as unknown as Counts) };
  }

  /** When the next message is visible; nothing in an empty queue. */
  nextVisibleAt(queue: Queue): number | undefined {
    const row = this.#db.prepare('SELECT min(visibleAt) AS next FROM messages WHERE queue = ?').get(queue.name);
    return (row?.next ?? undefined) as number | undefined;
  }

  close(): void {
    this.#db.close();
  }

  // As on AWS, a message moves at the moment when it would be received once too often.
  #redrive(queue: Queue): void {
    if (!queue.redrive) return;
    const { deadLetters, maxReceiveCount } = queue.redrive;
    const count = this.#run(
      'UPDATE messages SET queue = ?, receiptHandle = NULL WHERE queue = ? AND visibleAt <= ? AND receives >= ?',
      ...[deadLetters, queue.name, Date.now(), maxReceiveCount],
    );
    if (count === 0) return;
    this.#events.emit('deadLetters', { queue, count });
    this.#events.emit('changed');
  }

  #run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#db.prepare(sql).run(...values).changes);
  }
}

function ago(seconds: number): number {
  return Date.now() - seconds * 1000;
}

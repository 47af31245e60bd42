/** What SQS answers a wrong request with. */
export class SqsError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export function within(name: string, value: unknown, [least, most]: [number, number]): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new SqsError('InvalidParameterValue', `${name} must be a whole number from ${least} to ${most}`);
}

export function required(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new SqsError('MissingParameter', `The request must contain the parameter ${name}.`);
}

const MOST_BYTES = 1_048_576;
const NOT_TEXT = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

export function checkBodies(bodies: readonly string[]): void {
  if (bodies.some((body) => NOT_TEXT.test(body)))
    throw new SqsError('InvalidMessageContents', 'The message contains characters outside the allowed set.');
  const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
  if (bytes > MOST_BYTES) throw new SqsError('InvalidParameterValue', `A request carries at most ${MOST_BYTES} bytes.`);
}

export interface Entry {
  Id: string;
}

export function entriesOf<T extends Entry>(value: unknown): T[] {
  if (!Array.isArray(value) || value.length === 0) throw new SqsError('EmptyBatchRequest', 'There are no entries.');
  if (value.length > 10) throw new SqsError('TooManyEntriesInBatchRequest', 'A batch has at most 10 entries.');
  const ids = new Set(value.map(({ Id }) => Id));
  if (ids.size < value.length) throw new SqsError('BatchEntryIdsNotDistinct', 'Two entries have the same Id.');
  return value;
}

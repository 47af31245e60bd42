import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type FailureDocument, isFunction, readDocument } from './document.ts';
import { withoutErased } from './erased.ts';
import { handOver, type Invoke, NotTaken } from './hand-over.ts';
import type { Kept } from './kept.ts';
import { awsTrouble, nameOf } from './trouble.ts';

/** `replayed`: taken whole; `failed`: not taken, kept as it is; `refused`: it must not or cannot be handed in. */
export type Outcome = 'listed' | 'replayed' | 'failed' | 'refused';

export interface Handled {
  name: string;
  outcome: Outcome;
  /** Why it was not taken, or what was left out. */
  why?: string;
  document?: FailureDocument;
}

export interface ReplayOptions {
  functionName: string | undefined;
  since: Date | undefined;
  keep: boolean;
  /** Whether this function can be called from here; else why not. */
  refuse(document: FailureDocument): string | undefined;
  /** Without it documents are only listed. */
  invoke: Invoke | undefined;
  client: DynamoDBClient;
}

/** A tombstone lives this long, so that until then an erased person can be told. */
const MOST_AGE_MS = 30 * 86_400_000;

/** Hands one kept document in again and removes it when all was taken; undefined for one that was not asked for. */
export async function replay(kept: Kept, options: ReplayOptions): Promise<Handled | undefined> {
  const { name } = kept;
  const document = readDocument(kept.text);
  if (typeof document === 'string') return { name, outcome: 'refused', why: document };
  const { functionName, since, invoke } = options;
  if (functionName !== undefined && !isFunction(document.functionName, functionName)) return undefined;
  if (since !== undefined && document.at < since) return undefined;
  const why = options.refuse(document) ?? tooOld(document);
  if (why !== undefined) return { name, outcome: 'refused', why, document };
  if (!invoke) return { name, outcome: 'listed', document };
  try {
    return { name, document, ...(await handIn(kept, document, { ...options, invoke })) };
  } catch (error) {
    const trouble = awsTrouble(error);
    if (trouble) throw trouble;
    return { name, document, outcome: 'failed', why: error instanceof NotTaken ? error.message : nameOf(error) };
  }
}

/** A document that is not taken whole stays whole: what was taken of it does no harm when it comes again. */
async function handIn(
  kept: Kept,
  document: FailureDocument,
  { client, invoke, keep }: ReplayOptions & { invoke: Invoke },
): Promise<Pick<Handled, 'outcome' | 'why'>> {
  const records = await withoutErased(client, document.records);
  await handOver(document, records, invoke);
  if (!keep && !(await kept.remove())) throw new NotTaken('the function has set it aside again');
  const erased = document.records.length - records.length;
  return { outcome: 'replayed', ...(erased > 0 && { why: `without ${erased} of people who were erased since` }) };
}

function tooOld({ records }: FailureDocument): string | undefined {
  const oldest = Math.min(...records.map(({ dynamodb }) => dynamodb.ApproximateCreationDateTime)) * 1000;
  if (Date.now() - oldest <= MOST_AGE_MS) return undefined;
  return 'it is older than 30 days: who was erased since can no longer be told, and would come back';
}

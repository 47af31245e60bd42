import { type FailureDocument, readDocument } from './document.ts';
import { handIn } from './hand-in.ts';
import { type Invoke, NotTaken } from './hand-over.ts';
import type { Kept } from './kept.ts';
import { isFunction } from './names.ts';
import type { Stack } from './stack.ts';
import { awsTrouble, codeOf, nameOf } from './trouble.ts';

/**
 * `replayed`: taken whole; `set-aside`: what was not taken lies in the Operations table; `failed`: not taken, or not
 * whole, and kept as it is; `refused`: it must not or cannot be handed in.
 */
export type Outcome = 'listed' | 'replayed' | 'set-aside' | 'failed' | 'refused';

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
  stack: Stack;
}

/** A tombstone lives this long, so that until then an erased person can be told. */
const MOST_AGE_MS = 30 * 86_400_000;

/** Hands one kept document in again and removes it when all was taken; undefined for one that was not asked for. */
export async function replay(kept: Kept, options: ReplayOptions): Promise<Handled | undefined> {
  const { name } = kept;
  const document = kept.trouble ?? readDocument(kept.text);
  if (typeof document === 'string') return { name, outcome: 'refused', why: document };
  const { functionName, since, stack } = options;
  if (functionName !== undefined && !isFunction(document.functionName, functionName)) return undefined;
  if (since !== undefined && document.at < since) return undefined;
  try {
    const why = (await stack.refuse(document)) ?? tooOld(document);
    if (why !== undefined) return { name, outcome: 'refused', why, document };
    if (!stack.invoke) return { name, outcome: 'listed', document };
    return { name, document, ...(await handInAndRemove(kept, document, stack.invoke, options)) };
  } catch (error) {
    const trouble = awsTrouble(error);
    if (trouble) throw trouble;
    return { name, document, outcome: 'failed', why: error instanceof NotTaken ? error.message : nameOf(error) };
  }
}

/**
 * A document that is not taken whole stays whole: what was taken of it does no harm when it comes again. What the
 * function has set aside again is safe in the Operations table, so the document goes: no record lies in two places.
 */
async function handInAndRemove(
  kept: Kept,
  document: FailureDocument,
  invoke: Invoke,
  { keep, stack }: ReplayOptions,
): Promise<Pick<Handled, 'outcome' | 'why'>> {
  const { client } = stack;
  const operationsTable = stack.operationsTable(document.functionName);
  const { leftOut, setAside } = await handIn(document, { client, operationsTable, invoke });
  const isGone = keep || (await remove(kept));
  const left = leftOut > 0 ? `without ${leftOut} of people who were erased since` : undefined;
  if (isGone && setAside === 0) return { outcome: 'replayed', ...(left && { why: left }) };
  const again = `${setAside || 'its'} record(s) lie in the Operations table`;
  return { outcome: 'set-aside', why: [again, left].filter(Boolean).join(', ') };
}

async function remove(kept: Kept): Promise<boolean> {
  try {
    return await kept.remove();
  } catch (error) {
    if (awsTrouble(error)) throw error;
    throw new NotTaken(`it was taken, but cannot be removed (${codeOf(error)}); another time does no harm`);
  }
}

function tooOld({ records }: FailureDocument): string | undefined {
  const oldest = Math.min(...records.map(({ dynamodb }) => dynamodb.ApproximateCreationDateTime)) * 1000;
  if (Date.now() - oldest <= MOST_AGE_MS) return undefined;
  return 'it is older than 30 days: who was erased since can no longer be told, and would come back';
}

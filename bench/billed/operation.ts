import type { Bundle } from '../api/bundle.ts';

/** Something that a function is invoked for. */
export interface Operation {
  name: string;
  functionName: Bundle;
  /** Makes the events of one round, and all that they need to find in the store. Not measured. */
  prepare(): Promise<readonly unknown[]> | readonly unknown[];
  /** Throws when a reply is not the one that is to be measured. */
  check(reply: unknown): void;
  /** The calls to the database that an invocation makes at least, so that another case is not measured by mistake. */
  leastCalls: number;
}

/** What was asked of the server: calls and capacity units by table, operation and, of our own tables, kind of item. */
export type Calls = Record<string, { calls: number; units: number }>;

/** What a server of people has seen. */
export interface Ledger {
  calls: Calls;
  /** People who were to change and were written once; writes to anybody else, or again. */
  right: number;
  wrong: number;
}

export function note(calls: Calls, name: string, units: number): void {
  calls[name] ??= { calls: 0, units: 0 };
  const noted = calls[name];
  noted.calls += 1;
  noted.units += units;
}

export function unitsEach(calls: Calls, name: string): number {
  const { units, calls: count } = calls[name] ?? { units: Number.NaN, calls: 1 };
  return units / count;
}

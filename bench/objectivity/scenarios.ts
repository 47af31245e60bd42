/** Who lies, how much of it, and how much of what is said somebody else can tell as well. All shares are 0-1. */
export interface Scenario {
  /** Chance that a partner speaks of a declarable fact too, whatever the outcome and the honesty. */
  verified: number;
  /** Share of the bad applicants, or of all, who inflate. */
  inflating: number;
  /** Share of their declared facts that they inflate. */
  inflated: number;
  liars: 'bads' | 'anybody';
}

export const VERIFIED = [0.5, 0.25, 0.1] as const;
const INFLATING = [0.1, 0.3, 0.5];

/** Share of honest declarations that are mistaken. */
export const MISTAKEN = 0.03;

/** Last of each kind: as many goods lie as bads, so that a lie says nothing of the outcome. */
export const SCENARIOS: readonly Scenario[] = VERIFIED.flatMap((verified): Scenario[] => [
  nobodyLies(verified),
  ...INFLATING.flatMap((inflating) =>
    [1, 0.5].map((inflated) => ({ verified, inflating, inflated, liars: 'bads' as const })),
  ),
  { verified, inflating: 0.3, inflated: 1, liars: 'anybody' },
]);

export function nobodyLies(verified: number): Scenario {
  return { verified, inflating: 0, inflated: 0, liars: 'bads' };
}

export const percent = (share: number) => `${Math.round(100 * share)} %`;

/** The scenario in words: what the figures and the page call it. */
export function nameOf({ verified, ...lies }: Scenario): string {
  return `${percent(verified)} verified, ${liesOf(lies)}`;
}

export function liesOf({ inflating, inflated, liars }: Omit<Scenario, 'verified'>): string {
  if (inflating === 0) return 'nobody lies';
  return `${percent(inflating)} of ${liars} inflate ${inflated === 1 ? 'all' : 'half'}`;
}

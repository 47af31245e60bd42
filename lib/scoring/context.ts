import { TahiniError } from '../errors.ts';
import { ordinal } from './calendar.ts';
import { consented } from './consented.ts';
import { type CrossCheck, crossCheck } from './credibility.ts';
import type { Evidence, Statements } from './evidence.ts';
import type { Scorecard } from './model.ts';

/** What is known of a person, and what they agreed to. */
export interface Profile<Known extends Statements = Evidence> {
  evidence: Known;
  consents: Readonly<Record<string, boolean>>;
}

/** What every characteristic of one scoring is resolved with. */
export interface Context {
  card: Scorecard;
  evidence: Statements;
  checked: CrossCheck;
  /** Bit d is set when dimension d lacks its consent. */
  withheld: number;
  asOf: number;
  asOfMonth: number;
  asOfOrdinal: number;
}

export function contextOf(profile: Profile<Statements>, card: Scorecard, asOf: number): Context {
  const { consents } = profile;
  const evidence = consented(profile.evidence, consents);
  if (asOf < evidence.latest) {
    throw new TahiniError('as-of-too-early', 'The day of scoring lies before an observation.');
  }
  const asOfOrdinal = ordinal(asOf);
  const withheld = withheldDimensions(consents, card);
  const checked = crossCheck(evidence, card, withheld, asOf, asOfOrdinal);
  return {
    card,
    evidence,
    checked,
    withheld,
    asOf,
    asOfMonth: asOfOrdinal >> 5,
    asOfOrdinal,
  };
}

function withheldDimensions(consents: Profile['consents'], { dimensions }: Scorecard): number {
  let withheld = 0;
  for (let d = 0; d < dimensions.length; d += 1) {
    const consent = dimensions[d]?.consent;
    if (consent !== undefined && consents[consent] !== true) withheld |= 1 << d;
  }
  return withheld;
}

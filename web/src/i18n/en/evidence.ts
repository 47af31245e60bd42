import type { Tier } from '../../../../lib/schemas/dictionary.ts';
import { categories, units } from './values.ts';

const WHO: Record<Tier, string> = {
  self: 'the person',
  platform: 'a platform',
  partner: 'a partner',
  bureau: 'a bureau',
  registry: 'a registry',
};

/** Who is believed instead. */
const instead = (by: Tier | undefined) => (by === undefined ? 'another source' : WHO[by]);

export const evidence = {
  title: 'What is known, and who says so',
  lead: (day: string) =>
    `Each source's latest word on a fact, weighed on ${day}. Weight = reliability of the source × credibility about this person × freshness.`,
  columns: ['Fact', 'What is said', 'Source and date', 'Weight', 'In the score'],
  changedSince: (now: string, then: string) =>
    `The evidence is at version ${now}; this score was computed from version ${then}. What came since is not in it, or changed nothing.`,
  weight: 'Weight',
  factors: {
    reliability: 'Reliability',
    credibility: 'Credibility',
    freshness: 'Freshness',
  },
  countsAgainst: (percent: string) => `Counts against: ${percent}`,
  wouldCountAgainst: (percent: string) => `Would count against: ${percent}`,
  against:
    "Statements of this source were contradicted by a more reliable one: what it says in the person's favour counts against them.",
  counts: 'Counts',
  left: 'Left out',
  verdicts: {
    counts: () => '',
    retracted: () => 'The source took it back.',
    noConsent: () => 'The person has not consented to this source.',
    dimensionWithheld: () => 'The person has not consented to this dimension.',
    protected: () => 'Protected: kept for fairness audits, never scored.',
    notAsked: () => 'This scorecard does not ask for it.',
    tooNew: () => 'Said after this score was made.',
    tooOld: () => 'Outside the months that the scorecard looks at, or too few of them.',
    contradicted: (by?: Tier) => `Contradicted by a more reliable source: ${instead(by)}.`,
    stale: (by?: Tier) => `Out of date; ${instead(by)} is believed.`,
    outweighed: (by?: Tier) => `Outweighed by ${instead(by)}.`,
    upheld: (by?: Tier) =>
      `Says the same, or better for the person, and cannot displace a more reliable source: ${instead(by)}.`,
  },
  together: 'In the points above',
  ownDisadvantage: 'Against their own interest: believed in full, as far as it is fresh.',
  parts: 'What the scorecard reads from it',
  folds: {
    count: 'Months on record',
    streak: 'Months in a row as agreed',
    worst: 'Worst month',
    onTimeShare: 'Months as agreed, of 100',
    trend: 'Change over the last months',
    mean: 'Mean of the months',
    min: 'Lowest month',
    variation: 'Swing around the mean, in %',
  },
  yes: 'Yes',
  no: 'No',
  span: (count: string, from: string, to: string, what: string) => `${count} months, ${from} – ${to}: ${what}`,
  some: (count: string, status: string) => `${count} ${status}`,
  noMonths: 'No months',
  all: (status: string) => `all ${status}`,
  amounts: (low: string, high: string, mean: string) => `from ${low} to ${high}, on average ${mean}`,
  statuses: ['as agreed', 'up to 29 days late', '30–59 days late', '60–89 days late', '90 days late or more'],
  consents: 'Consents',
  given: 'Given',
  withdrawn: 'Withdrawn',
  notGiven: 'Not given',
  noConsents: 'None were asked for.',
  dimensionConsent: (dimension: string) => `Use of the dimension: ${dimension}`,
  partnerConsents: {
    source: (partner: string) => `Partner ${partner} may tell about the person`,
    recipient: (partner: string) => `Partner ${partner} may be told about the person`,
  },
  units,
  categories,
};

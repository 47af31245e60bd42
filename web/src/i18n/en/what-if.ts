import type { Tier } from '../../../../lib/schemas/dictionary.ts';

const WHO: Record<Tier, string> = {
  self: 'the person',
  platform: 'a platform',
  partner: 'a partner',
  bureau: 'a bureau',
  registry: 'a registry',
};

export const whatIf = {
  title: 'What if',
  lead: 'Suppose other facts and see the score at once. Each is taken as verified today by the most reliable source that may state it.',
  notStored: 'Nothing is stored: what you suppose stays in this page and is gone when you leave it.',
  noCard: 'This token may not read the scorecard of this score, so the page cannot score with it.',
  now: 'Now',
  supposed: 'Supposed',
  unscorable: 'Not enough is known',
  nothingKnown: 'Nothing is known',
  asKnown: 'As it is known',
  verifiedBy: (tier: Tier) => `Taken as verified today by ${WHO[tier]}`,
  undo: 'Undo',
  reset: 'Undo all',
  nothingSupposed: 'Nothing supposed yet',
  count: (count: string) => `${count} supposed`,
  result: (score: string, change: string) => `Supposed score ${score}, ${change} points`,
  gauge: (now: string, then: string) => `Now ${now}, supposed ${then}`,
  monthsKnown: (count: string) => `${count} monthly reports`,
  noAccount: 'No further account',
  monthsAsAgreed: (count: string) => `A further account, ${count} months as agreed`,
  months: (count: string) => `A further account, ${count} months`,
  amount: 'amount a month',
  known: (count: string) => `${count} known`,
  consent: 'Consent to use this dimension',
  dimensionsChange: 'Dimensions',
};

export const path = {
  title: 'Cheapest path to a target',
  lead: 'The fewest facts to change, then the smallest moves. Only what a person can act on, each verified today.',
  target: (from: string, to: string) => `Target score, from ${from} to ${to}`,
  reach: (band: string) => `Reach: ${band}`,
  unscorable: 'There is no path yet: first enough must be known to be scored at all.',
  there: 'The score is there already.',
  unreachable: (highest: string) => `Out of reach: what the person can act on leads to ${highest} at most.`,
  leadsTo: (score: string) => `These steps lead to ${score}:`,
  monthsAsAgreed: (months: string) => `${months} more months as agreed`,
  oneMonthAsAgreed: 'one more month as agreed',
  same: (value: string) => `the same value (${value})`,
  sameUnknown: 'the same value',
  atLeast: (from: string) => `${from} or more`,
  below: (to: string) => `less than ${to}`,
  between: (from: string, to: string) => `from ${from} to less than ${to}`,
  or: ' or ',
  verifiedBy: (tier: Tier) => `verified by ${WHO[tier]}`,
  apply: 'Try it in what-if',
  differs: (there: string, here: string) =>
    `The path counts ${there} points, the what-if ${here}: there, what is verified also checks what the sources said before, and months to come are taken as a further account of past ones.`,
};

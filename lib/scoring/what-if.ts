import { ordinal } from './calendar.ts';
import { consented } from './consented.ts';
import { crossCheck } from './credibility.ts';
import { type Lever, leversOf } from './levers.ts';
import type { Inputs, Scorecard } from './model.ts';
import { type Profile, resolve } from './resolve.ts';
import { pairPoints, score } from './score.ts';

export interface PathStep {
  fact: number;
  /** How many bins the fact's characteristics move, from worst to best; 0 = the same value, verified today. */
  binsMoved: number;
  /** Months of paying as agreed, for payment histories. */
  months: number | undefined;
  /** A value that makes the step, for all other facts; `meaningOf` tells what it stands for. */
  measure: number | undefined;
  /** Bins after the step, by characteristic index. */
  bins: readonly { characteristic: number; bin: number }[];
}

export type Path =
  | { reachable: true; score: number; milliPoints: number; steps: readonly PathStep[] }
  | { reachable: false; highest: number | undefined };

/** One way to act on the facts of a group: a choice of at most one option per fact. */
interface Choice {
  facts: number;
  bins: number;
  gain: number;
  steps: readonly PathStep[];
}

/**
 * The cheapest way to a target score: fewest facts changed, then fewest bins moved, then most points. Exact, because the
 * card is additive: a dynamic programme over independent groups of actionable facts, with integer milli-points.
 * Each supposed fact is stated today by the most reliable tier that may state it and replaces what was known of it;
 * how far the person's other statements are believed is held as it is. A person who cannot be scored has no path.
 */
export function cheapestPath(known: Profile, card: Scorecard, asOf: number, target: number): Path {
  const profile: Profile = { ...known, evidence: consented(known.evidence, known.consents) };
  const now = score(profile, card, asOf);
  if (now.status === 'unscorable') return { reachable: false, highest: undefined };
  const total = now.points.reduce((sum, points) => sum + points, 0);
  const needed = target * 1000 - 500 - card.offset - total;
  if (target <= now.score) return { reachable: true, score: now.score, milliPoints: 0, steps: [] };
  const resolved = resolve(profile, card, asOf);
  const self = crossCheck(profile.evidence, card, resolved.withheld, asOf, ordinal(asOf)).sources.find(
    ({ sourceId }) => sourceId === 'self',
  );
  const groups = groupsOf(leversOf(profile, card, resolved, self?.credibility), card, resolved);
  const reached = (gain: number) => Math.min(card.max, Math.round((card.offset + total + gain) / 1000));
  const best = groups.reduce((sum, choices) => sum + Math.max(0, ...choices.map(({ gain }) => gain)), 0);
  if (best < needed || target > card.max) return { reachable: false, highest: reached(best) };
  const { gain, steps } = cheapest(groups, needed);
  return {
    reachable: true,
    score: reached(gain),
    milliPoints: gain,
    steps: [...steps].sort((a, b) => a.fact - b.fact),
  };
}

/** Facts joined by a pair table are decided together; all others stand alone. */
function groupsOf(levers: readonly Lever[], card: Scorecard, resolved: Inputs): Choice[][] {
  const groups: Lever[][] = [];
  for (const lever of levers) {
    const touching = groups.filter((group) => group.some((other) => linked(lever, other, card)));
    const joined = [...touching.flat(), lever];
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push(joined);
  }
  return groups.map((group) => choicesOf(group, card, resolved));
}

function linked(a: Lever, b: Lever, card: Scorecard): boolean {
  const owner = (index: number) => card.characteristics[index]?.fact;
  return card.pairs.some(({ first, second }) => {
    const facts = [owner(first), owner(second)];
    return facts.includes(a.fact) && facts.includes(b.fact);
  });
}

/** Every combination of the group's options, the best for each cost. */
function choicesOf(group: readonly Lever[], card: Scorecard, resolved: Inputs): Choice[] {
  let partial: { choice: Choice; inputs: Inputs['inputs'] }[] = [
    { choice: { facts: 0, bins: 0, gain: 0, steps: [] }, inputs: resolved.inputs },
  ];
  for (const lever of group) {
    partial = partial.flatMap(({ choice, inputs }) => [
      { choice, inputs },
      ...lever.options.map((option) => {
        const after = [...inputs];
        for (const { characteristic, input } of option.inputs) after[characteristic] = input;
        const { facts, bins, gain, steps } = choice;
        const next = {
          facts: facts + 1,
          bins: bins + option.step.binsMoved,
          gain: gain + option.gain,
          steps: [...steps, option.step],
        };
        return { choice: next, inputs: after };
      }),
    ]);
  }
  const byCost = new Map<string, Choice>();
  for (const { choice, inputs } of partial) {
    const gain = choice.gain + pairGain(card, resolved.inputs, inputs, group);
    const key = `${choice.facts}/${choice.bins}`;
    if (choice.facts > 0 && gain > (byCost.get(key)?.gain ?? 0)) byCost.set(key, { ...choice, gain });
  }
  return [...byCost.values()];
}

function pairGain(card: Scorecard, before: Inputs['inputs'], after: Inputs['inputs'], group: readonly Lever[]): number {
  const mine = card.pairs.filter(({ first, second }) =>
    [first, second].some((index) => group.some(({ fact }) => fact === card.characteristics[index]?.fact)),
  );
  return mine.reduce(
    (sum, pair) =>
      sum + pairPoints(pair, card, ({ index }) => after[index]) - pairPoints(pair, card, ({ index }) => before[index]),
    0,
  );
}

/** Over states (facts changed, bins moved), the most points; the first state that reaches the need is the cheapest. */
function cheapest(groups: readonly Choice[][], needed: number): Choice {
  let states = new Map<string, Choice>([['0/0', { facts: 0, bins: 0, gain: 0, steps: [] }]]);
  for (const choices of groups) {
    const next = new Map(states);
    for (const state of states.values()) {
      for (const choice of choices) {
        const facts = state.facts + choice.facts;
        const bins = state.bins + choice.bins;
        const gain = state.gain + choice.gain;
        const key = `${facts}/${bins}`;
        if (gain > (next.get(key)?.gain ?? -1))
          next.set(key, { facts, bins, gain, steps: [...state.steps, ...choice.steps] });
      }
    }
    states = next;
  }
  const reaching = [...states.values()].filter(({ gain }) => gain >= needed);
  return reaching.reduce((a, b) => ((b.facts - a.facts || b.bins - a.bins || a.gain - b.gain) < 0 ? b : a));
}

import { type Frame, take } from '../../lib/learning/frame.ts';
import { ordinal } from '../../lib/scoring/calendar.ts';
import { crossCheck } from '../../lib/scoring/credibility.ts';
import { type Scorecard, SELF_TIER } from '../../lib/scoring/model.ts';
import type { Profile } from '../../lib/scoring/resolve.ts';
import { score } from '../../lib/scoring/score.ts';
import { auc } from '../accuracy/metrics.ts';
import type { Split } from '../accuracy/splits.ts';
import { BELIEFS, type BeliefName, believing, type Learned, learned } from './cards.ts';
import { type Person, peopleOf, profileOf, TODAY } from './people.ts';
import { nameOf, nobodyLies, SCENARIOS, type Scenario, VERIFIED } from './scenarios.ts';

/** Shares are 0-1. */
export interface Outcome {
  auc: number;
  badsApproved: number;
  goodsRefused: number;
}

export interface Measured {
  /** Everything true and everything believed: the most that this card can reach. */
  truth: number;
  /** By scenario and way of believing, `keyOf` both. */
  outcomes: Map<string, Outcome>;
  /** By the share verified: honest people whose word counts for less than half of an unchecked one, for a mistake. */
  doubted: Map<number, number>;
}

export const keyOf = (scenario: Scenario, belief: BeliefName) => `${nameOf(scenario)}: ${belief}`;

/** The cut-off approves this share of the training people as they are scored where nobody lies. */
export const APPROVED = 0.6;

const ALL_TRUE: Scenario = { verified: 1, inflating: 0, inflated: 0, liars: 'bads' };

/** Learns from the training rows; people of the test rows are told of as each scenario says, and scored in each way. */
export function measure(frame: Frame, { train, test }: Split, seed: number): Measured {
  const cards = cardsOf(learned(take(frame, train)));
  const [known, people] = [train, test].map((rows, i) =>
    peopleOf(take(frame, rows), cards['everything believed'], 2 * seed + i),
  ) as [Person[], Person[]];
  const outcomes = new Map<string, Outcome>();
  const cutOffs = new Map<string, number>();
  for (const scenario of SCENARIOS) {
    for (const [belief, card] of Object.entries(cards) as [BeliefName, Scorecard][]) {
      const setting = `${scenario.verified} ${belief}`;
      const honest = { ...scenario, inflating: 0 };
      const cutOff = cutOffs.get(setting) ?? cutOffOf(pointsOf(known, honest, card));
      cutOffs.set(setting, cutOff);
      outcomes.set(keyOf(scenario, belief), outcomeOf(people, pointsOf(people, scenario, card), cutOff));
    }
  }
  const truth = auc(pointsOf(people, ALL_TRUE, cards['everything believed']), badOf(people));
  const doubted = VERIFIED.map((verified): [number, number] => [
    verified,
    shareDoubted(people, nobodyLies(verified), cards.credibility),
  ]);
  return { truth, outcomes, doubted: new Map(doubted) };
}

function cardsOf(one: Learned): Record<BeliefName, Scorecard> {
  const entries = Object.entries(BELIEFS).map(([name, belief]) => [name, believing(one, belief)]);
  return Object.fromEntries(entries);
}

export function pointsOf(people: readonly Person[], scenario: Scenario, card: Scorecard): Float64Array {
  return Float64Array.from(people, (person) => totalOf(profileOf(person, scenario, card), card));
}

/** Milli-points, which tell people apart whom the whole score does not. */
function totalOf(profile: Profile, card: Scorecard): number {
  return score(profile, card, TODAY).points.reduce((sum, points) => sum + points, 0);
}

function shareDoubted(people: readonly Person[], scenario: Scenario, card: Scorecard): number {
  const unchecked = card.uncheckedCredibility[SELF_TIER] as number;
  const doubted = people.filter((person) => {
    const { evidence } = profileOf(person, scenario, card);
    const { sources } = crossCheck(evidence, card, 0, TODAY, ordinal(TODAY));
    return sources.some(({ sourceId, credibility }) => sourceId === 'self' && credibility < unchecked / 2);
  });
  return doubted.length / people.length;
}

export function badOf(people: readonly Person[]): Uint8Array {
  return Uint8Array.from(people, ({ bad }) => Number(bad));
}

function cutOffOf(points: Float64Array): number {
  return points.toSorted()[Math.round((1 - APPROVED) * points.length)] as number;
}

function outcomeOf(people: readonly Person[], points: Float64Array, cutOff: number): Outcome {
  const bad = badOf(people);
  const bads = bad.reduce((sum, one) => sum + one, 0);
  let [badsApproved, goodsRefused] = [0, 0];
  points.forEach((given, i) => {
    if (bad[i] === 1 && given >= cutOff) badsApproved += 1 / bads;
    if (bad[i] === 0 && given < cutOff) goodsRefused += 1 / (people.length - bads);
  });
  return { auc: auc(points, bad), badsApproved, goodsRefused };
}

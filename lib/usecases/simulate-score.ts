import { TahiniError } from '../errors.ts';
import type {
  PathReply,
  PathStep as PresentedStep,
  SimulateReply,
  SupposedReply,
  SupposedScore,
} from '../schemas/api/replies/simulation.ts';
import { TIERS, type Tier } from '../schemas/dictionary.ts';
import type { FactReport, SimulateRequest } from '../schemas/profile.ts';
import { formatDay, parseDay } from '../scoring/calendar.ts';
import { type Evidence, merge, noEvidence } from '../scoring/evidence.ts';
import { type Dictionary, type Scorecard, SELF_TIER } from '../scoring/model.ts';
import { aimOf } from '../scoring/path-aim.ts';
import type { Profile } from '../scoring/resolve.ts';
import { score } from '../scoring/score.ts';
import { LAST_REVISION, supposedSource, supposing, verifyingTier } from '../scoring/suppose.ts';
import { cheapestPath, type PathStep } from '../scoring/what-if.ts';
import type { Dependencies } from './dependencies.ts';
import { knownProfile } from './known-profile.ts';
import { readReport } from './read-report.ts';
import { unpackProfile } from './score-profile.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * What would be if: some facts were stated today, time went on, or a target had to be reached. Stores nothing.
 * Counted per person and hour, because many answers together would give the card away. `now` in milliseconds.
 */
export async function simulateScore(
  dependencies: Dependencies,
  subjectId: string,
  request: SimulateRequest,
  usesKey: string,
  now: number,
): Promise<SimulateReply> {
  const { store, card, simulationsPerHour } = dependencies;
  const today = Math.floor(now / DAY_MS);
  const asOf = request.asOf === undefined ? today : parseDay(request.asOf);
  if (asOf === undefined || asOf < today)
    throw outOfRange('/asOf', 'Only today or later can be supposed.', 'Must be today (UTC) or later, before 2200.');
  if ('target' in request && (request.target < card.min || request.target > card.max))
    throw outOfRange('/target', 'No score is such.', `Must be on the card's scale, from ${card.min} to ${card.max}.`);
  const hour = Math.floor(now / HOUR_MS);
  const stored = knownProfile(await store.readSubject(subjectId, { consistent: false }));
  if (stored === undefined) throw new TahiniError('unknown-subject', 'There is no such person.');
  if (!(await store.countUse(`${usesKey}#${hour}`, simulationsPerHour, (hour + 2) * 3600))) {
    throw new TahiniError('rate-limited', `At most ${simulationsPerHour} simulations an hour.`, {
      retryAfter: Math.ceil(((hour + 1) * HOUR_MS - now) / 1000),
    });
  }
  const profile = unpackProfile(stored, card);
  if ('target' in request) return pathTo(profile, card, asOf, request.target);
  return suppose(profile, card, asOf, request, now);
}

function outOfRange(pointer: string, message: string, detail: string): TahiniError {
  return new TahiniError('out-of-range', message, { violations: [{ pointer, rule: 'out-of-range', detail }] });
}

function suppose(
  profile: Profile,
  card: Scorecard,
  asOf: number,
  request: Exclude<SimulateRequest, { target: number }>,
  now: number,
): SupposedReply {
  const supposed = supposedEvidence(request.facts, request.tier, card.dictionary, now);
  const next = supposing(profile, supposed, request.consents);
  const [before, after] = [score(profile, card, asOf), score(next, card, asOf)];
  const change = before.status === 'scored' && after.status === 'scored' ? { change: after.score - before.score } : {};
  return { asOf: formatDay(asOf), current: outcome(before), supposed: outcome(after), ...change };
}

/** Each fact as stated today by the tier that was named, else by the most reliable one that may state it. */
function supposedEvidence(
  facts: Record<string, FactReport>,
  tier: Tier | undefined,
  dictionary: Dictionary,
  now: number,
): Evidence {
  const groups = new Map<Tier, Record<string, FactReport>>();
  for (const [name, report] of Object.entries(facts)) {
    const definition = dictionary.facts[dictionary.index.get(name) ?? -1];
    const stated = tier ?? TIERS[definition === undefined ? SELF_TIER : verifyingTier(definition)] ?? 'self';
    const last = report.observedAt ? {} : { revision: LAST_REVISION };
    groups.set(stated, { ...groups.get(stated), [name]: { ...last, ...report } });
  }
  return [...groups].reduce((evidence, [stated, group]) => {
    const sourceId = supposedSource(TIERS.indexOf(stated));
    const caller = { kind: 'service' as const, sourceId, tier: stated };
    return merge(evidence, readReport(group, caller, dictionary, now));
  }, noEvidence(dictionary));
}

function outcome(result: ReturnType<typeof score>): SupposedScore {
  const { status, coverage } = result;
  return {
    status,
    ...(result.status === 'scored' ? { score: result.score, band: result.band } : {}),
    coverage: coverage / 1000,
  };
}

function pathTo(profile: Profile, card: Scorecard, asOf: number, target: number): PathReply {
  const current = outcome(score(profile, card, asOf));
  const path = cheapestPath(profile, card, asOf, target);
  if (path.reachable)
    return {
      asOf: formatDay(asOf),
      current,
      target,
      reachable: true,
      score: path.score,
      steps: path.steps.map((step) => presentStep(step, card)),
    };
  return {
    asOf: formatDay(asOf),
    current,
    target,
    reachable: false,
    ...(path.highest === undefined ? {} : { highest: path.highest }),
  };
}

function presentStep(step: PathStep, card: Scorecard): PresentedStep {
  const definition = card.dictionary.facts[step.fact] as Dictionary['facts'][number];
  return {
    fact: card.dictionary.names[step.fact] ?? '',
    label: definition.label,
    verifiedBy: TIERS[verifyingTier(definition)],
    ...aimOf(step, card),
    binsMoved: step.binsMoved,
  };
}

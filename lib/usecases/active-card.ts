import { ArtefactError, StoreError, TahiniError } from '../errors.ts';
import type { Activation, Registry } from '../schemas/registry.ts';
import { widened } from '../scorecards/growth.ts';
import type { Scorecard } from '../scoring/model.ts';
import type { Scoring } from './dependencies.ts';
import { ifWhole, type KnownCards } from './known-cards.ts';

/** How long a function works on without looking whether another card was activated. */
export const LOOKS_EVERY_MS = 20_000;

export interface ActiveCardParts {
  registry: Pick<Registry, 'latestActivation'>;
  cards: KnownCards;
  /** The card of the deployment, active until the registry has an activation of its number or above. */
  configured: { card: Scorecard; activationSeq: number };
  /** Milliseconds. */
  now: () => number;
  /** Another card than before is the active one from now on. */
  pickedUp: (scoring: Scoring) => void;
  /** It could not be seen which card is active, or that card not be had: work goes on with the former one. */
  notRefreshed: (error: unknown, scoring: Scoring) => void;
}

export interface ActiveCard {
  /** The active card, not older than LOOKS_EVERY_MS. Throws only when there was never one. */
  current(): Promise<Scoring>;
  /**
   * Uses the active card; once more if meanwhile another one was activated and that shows: in the result, or by a failure
   * of ours (a profile may name facts that only the new dictionary has).
   */
  use<T>(work: (scoring: Scoring) => Promise<T>, isOutdated?: (result: T) => boolean): Promise<T>;
}

/**
 * Holds the active card in memory. The activation with the highest number counts, so a read that is a moment behind
 * never brings a former card back; whoever is a moment behind is kept from overwriting by the guard of the score's write.
 */
export function activeCard(parts: ActiveCardParts): ActiveCard {
  const { registry, now, notRefreshed } = parts;
  let held: Scoring | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<Scoring> | undefined;

  async function look(consistent: boolean): Promise<Scoring> {
    const latest = await registry.latestActivation({ consistent });
    const known = held;
    if (known !== undefined && (latest === undefined || latest.seq <= known.activationSeq)) return known;
    const next = await scoringOf(latest, parts);
    if (held === undefined || next.activationSeq > held.activationSeq) {
      if (held !== undefined) parts.pickedUp(next);
      held = next;
    }
    return held;
  }

  async function refresh(): Promise<Scoring> {
    lookedAt = now();
    try {
      return await look(false);
    } catch (error) {
      if (held === undefined) {
        lookedAt = Number.NEGATIVE_INFINITY;
        throw error;
      }
      notRefreshed(error, held);
      return held;
    }
  }

  async function current(): Promise<Scoring> {
    const age = now() - lookedAt;
    if (held !== undefined && age >= 0 && age < LOOKS_EVERY_MS) return held;
    looking ??= refresh().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  /** The card that is active by now, if that is another one. What cannot be seen now will be seen later. */
  async function successorOf(scoring: Scoring): Promise<Scoring | undefined> {
    try {
      const latest = await look(true);
      return latest.activationSeq > scoring.activationSeq ? latest : undefined;
    } catch (error) {
      notRefreshed(error, scoring);
      return undefined;
    }
  }

  return {
    current,
    async use(work, isOutdated = () => false) {
      const scoring = await current();
      const done = await settled(() => work(scoring));
      const shows = 'error' in done ? mayDependOnCard(done.error) : isOutdated(done.result);
      const successor = shows ? await successorOf(scoring) : undefined;
      if (successor !== undefined) return work(successor);
      if ('error' in done) throw done.error;
      return done.result;
    },
  };
}

async function settled<T>(work: () => Promise<T>): Promise<{ result: T } | { error: unknown }> {
  try {
    return { result: await work() };
  } catch (error) {
    return { error };
  }
}

/** No refusal, nor the store: a failure of ours, mostly of evidence that names what this dictionary lacks. */
function mayDependOnCard(error: unknown): boolean {
  return !(error instanceof TahiniError || error instanceof StoreError);
}

/** What people are scored by under the latest activation, or by the deployment where that has a higher number. */
export async function scoringOf(
  latest: Activation | undefined,
  { cards, configured }: Pick<ActiveCardParts, 'cards' | 'configured'>,
): Promise<Scoring> {
  if (latest === undefined || latest.seq < configured.activationSeq) {
    const former = latest && (await ifWhole(cards.find(latest.card.hash)));
    return { ...configured, cardByHash: among(configured.card, former) };
  }
  const { card: name, seq, widest: widestHash, former: formerHash } = latest;
  const [own, widest, former] = await Promise.all([
    cards.find(name.hash),
    cards.find(widestHash),
    ifWhole(cards.find(formerHash)),
  ]);
  if (own === undefined || widest === undefined) {
    throw new ArtefactError(`activation ${seq}`, [`card: ${name.id} ${name.version} is not registered`]);
  }
  const card = own === widest ? own : widened(own, widest.dictionary);
  return { card, activationSeq: seq, cardByHash: among(card, configured.card, former) };
}

function among(...cards: (Scorecard | undefined)[]): Scoring['cardByHash'] {
  return (hash) => cards.find((card) => card?.hash === hash);
}

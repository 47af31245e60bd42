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
  /** It could not be seen which card is active, or that card not be had: work goes on with the former one, if there is one. */
  notRefreshed: (error: unknown, former: Scoring | undefined) => void;
}

/**
 * Holds the active card in memory. The activation with the highest number counts, so a read that is a moment behind
 * never brings a former card back; whoever is a moment behind is kept from overwriting by the guard of the score's write.
 */
export class ActiveCard {
  readonly #parts: ActiveCardParts;
  #held: Scoring | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<Scoring> | undefined;

  constructor(parts: ActiveCardParts) {
    this.#parts = parts;
  }

  /** The active card, as it was at most LOOKS_EVERY_MS ago. Throws only where there was none before. */
  async current(): Promise<Scoring> {
    const age = this.#parts.now() - this.#lookedAt;
    if (this.#held !== undefined && age >= 0 && age < LOOKS_EVERY_MS) return this.#held;
    this.#looking ??= this.#refresh().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /**
   * Uses the active card; once more if meanwhile another one was activated and that shows: in the result, or by a failure
   * of ours (a profile may name facts that only the new dictionary has).
   */
  async use<T>(work: (scoring: Scoring) => Promise<T>, isOutdated: (result: T) => boolean = () => false): Promise<T> {
    const scoring = await this.current();
    const done = await settled(() => work(scoring));
    const shows = 'error' in done ? mayDependOnCard(done.error) : isOutdated(done.result);
    const successor = shows ? await this.#successorOf(scoring) : undefined;
    if (successor !== undefined) return work(successor);
    if ('error' in done) throw done.error;
    return done.result;
  }

  async #refresh(): Promise<Scoring> {
    this.#lookedAt = this.#parts.now();
    try {
      return await this.#look({ consistent: false });
    } catch (error) {
      this.#parts.notRefreshed(error, this.#held);
      if (this.#held !== undefined) return this.#held;
      throw error;
    }
  }

  /** The card that is active by now, if that is another one. What cannot be seen now will be seen later. */
  async #successorOf(scoring: Scoring): Promise<Scoring | undefined> {
    try {
      const latest = await this.#look({ consistent: true });
      return latest.activationSeq > scoring.activationSeq ? latest : undefined;
    } catch (error) {
      this.#parts.notRefreshed(error, scoring);
      return undefined;
    }
  }

  async #look(options: { consistent: boolean }): Promise<Scoring> {
    const latest = await this.#parts.registry.latestActivation(options);
    const known = this.#held;
    if (known !== undefined && (latest === undefined || latest.seq <= known.activationSeq)) return known;
    const next = await scoringOf(latest, this.#parts);
    // Another look may have come first.
    if (this.#held !== undefined && next.activationSeq <= this.#held.activationSeq) return this.#held;
    if (this.#held !== undefined) this.#parts.pickedUp(next);
    this.#held = next;
    return next;
  }
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

import { ArtefactError, passesByItself } from '../errors.ts';
import type { Registry } from '../schemas/registry.ts';
import { loadDocument } from '../scorecards/document.ts';
import type { Scorecard } from '../scoring/model.ts';

/** Cards by their hash: the deployment's own, and every registered one. */
export interface KnownCards {
  /** Undefined when nobody registered it. Throws an ArtefactError when what is registered is no card any more. */
  find(hash: string): Promise<Scorecard | undefined>;
}

/** The active card, those before it, and some that old decisions were made by. */
const MOST_KEPT = 8;

/** Each card is read and made ready once, however many ask for it; those not asked for the longest are forgotten first. */
export function knownCards(registry: Pick<Registry, 'readDocument'>, configured: Scorecard): KnownCards {
  const kept = new Map<string, Promise<Scorecard | undefined>>();
  async function read(hash: string): Promise<Scorecard | undefined> {
    const document = await registry.readDocument(hash).catch(damaged);
    return document && loadDocument(document, hash);
  }
  return {
    async find(hash) {
      if (hash === configured.hash) return configured;
      const found = kept.get(hash) ?? read(hash);
      kept.delete(hash);
      kept.set(hash, found);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
      // What is not there, or could not be had, is looked for again the next time.
      const forget = () => void (kept.get(hash) === found && kept.delete(hash));
      found.then((card) => card ?? forget(), forget);
      return found;
    },
  };
}

function damaged(error: unknown): never {
  if (passesByItself(error)) throw error;
  throw new ArtefactError('a registered scorecard', ['what is stored of it is not whole']);
}

/** For explanations: of a card that is damaged there is none. */
export async function ifWhole(finding: Promise<Scorecard | undefined>): Promise<Scorecard | undefined> {
  try {
    return await finding;
  } catch (error) {
    if (error instanceof ArtefactError) return undefined;
    throw error;
  }
}

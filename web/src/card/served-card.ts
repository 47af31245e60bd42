import { useEffect, useState } from 'preact/hooks';
import type { CardDocument, CardName } from '../../../lib/schemas/registry.ts';
import { loadDocument } from '../../../lib/scorecards/document.ts';
import { shippedDocument } from '../../../lib/scorecards/shipped-document.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { api } from '../api/api.ts';

/** Cards never change, so each is fetched, checked and made ready once, by its hash. */
const cards = new Map<string, Promise<Scorecard | undefined>>();

/**
 * The card of a score, made ready by the loader that serves it: bands, labels of facts, and what re-scores here. The
 * registry is for administrators; the card that ships is here anyway. Undefined when neither has this very card.
 */
export function servedCard(name: CardName): Promise<Scorecard | undefined> {
  const known = cards.get(name.hash);
  if (known !== undefined) return known;
  const asked = find(name);
  cards.set(name.hash, asked);
  asked.then((card) => {
    if (card === undefined) cards.delete(name.hash);
  });
  return asked;
}

/** Undefined until it is there. */
export function useCard(name: CardName | undefined): Scorecard | undefined {
  const [card, setCard] = useState<Scorecard>();
  useEffect(() => {
    if (name !== undefined) servedCard(name).then(setCard);
  }, [name?.hash]);
  return card?.hash === name?.hash ? card : undefined;
}

async function find({ id, version, hash }: CardName): Promise<Scorecard | undefined> {
  const shipped = ready(shippedDocument, hash);
  if (shipped !== undefined) return shipped;
  const found = await api.getScorecard({ id, version });
  return found.ok ? ready(found.data, hash) : undefined;
}

/** Undefined where it is not the card of this hash, or the present code refuses it. */
export function ready({ scorecard, dictionary }: Partial<CardDocument>, hash: string): Scorecard | undefined {
  try {
    return loadDocument({ scorecard, dictionary }, hash);
  } catch {
    return undefined;
  }
}

import type { Text } from '../../../lib/schemas/dictionary.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';

type Say = (text: Text) => string;

/** What a band is called; by its own name where the card is not there, or is another one. */
export function bandName(card: Scorecard | undefined, name: string, say: Say): string {
  const label = card?.file.bands.find((band) => band.name === name)?.label;
  return label === undefined ? name : say(label);
}

/** A characteristic is called after its fact, unless the card has several of that fact. */
export function characteristicName(card: Scorecard | undefined, id: string, say: Say): string {
  const found = card?.characteristics.find((each) => each.id === id);
  if (card === undefined || found === undefined) return id;
  const label = card.dictionary.facts[found.fact]?.label;
  const isAlone = card.byFact[found.fact]?.length === 1;
  return label === undefined ? id : isAlone ? say(label) : `${say(label)} (${id})`;
}

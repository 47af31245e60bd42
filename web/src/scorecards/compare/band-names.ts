import type { Text } from '../../../../lib/schemas/dictionary.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { UNSCORED } from '../moves-of.ts';

/** What the bands of these cards are called; one that no card names is called by its own name. */
export function bandNames(cards: readonly Scorecard[], unscored: string) {
  const labels = new Map<string, Text>(
    cards.flatMap(({ file }) => file.bands.map(({ name, label }): [string, Text] => [name, label])),
  );
  return (name: string, say: (text: Text) => string): string => {
    const label = labels.get(name);
    return name === UNSCORED ? unscored : label === undefined ? name : say(label);
  };
}

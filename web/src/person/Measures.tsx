import type { ScoreReply } from '../../../lib/schemas/score.ts';
import type { CharacteristicFile } from '../../../lib/schemas/scorecard.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { valueInWords } from '../card/fact-words.ts';
import { type Texts, useTexts } from '../i18n/use-texts.ts';
import { factOf, foldInWords } from '../scorecards/cells.ts';

interface MeasuresProps {
  score: ScoreReply;
  card: Scorecard | undefined;
  /** Of which characteristics this tells. */
  of(characteristic: CharacteristicFile): boolean;
}

/**
 * What a cause was read from: of months what the card makes of them, and what came out, for this person. 'Bankruptcies'
 * speak for somebody who has none.
 */
export function Measures({ score, card, of: isMeant }: MeasuresProps) {
  const texts = useTexts();
  if (card === undefined) return null;
  const said = card.file.characteristics.filter(isMeant).map((each) => measureInWords(each, score, card, texts));
  const known = said.filter((words) => words !== '');
  return known.length === 0 ? null : <p class="soft small measures">{texts.list(known)}</p>;
}

function measureInWords(
  characteristic: CharacteristicFile,
  { characteristics }: ScoreReply,
  card: Scorecard,
  texts: Texts,
): string {
  const fold = foldInWords(characteristic, texts);
  const value = characteristics.find(({ id }) => id === characteristic.id)?.value;
  // What is made of months has another unit than they have.
  const fact = fold === undefined ? factOf(card, characteristic) : undefined;
  const words = value === undefined ? undefined : valueInWords(fact, value, texts);
  return [fold, words].filter((part) => part !== undefined).join(': ');
}

import type { CharacteristicFile } from '../../../lib/schemas/scorecard.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { foldInWords } from '../scorecards/cells.ts';

interface FoldProps {
  card: Scorecard | undefined;
  /** Of which characteristics this tells. */
  of(characteristic: CharacteristicFile): boolean;
}

/** What the card reads from the months of a fact: it tells apart causes that the API says in the same words. */
export function Fold({ card, of: isMeant }: FoldProps) {
  const texts = useTexts();
  const folds = card?.file.characteristics.filter(isMeant).map((each) => foldInWords(each, texts)) ?? [];
  const said = folds.filter((fold) => fold !== undefined);
  return said.length === 0 ? null : <p class="soft small fold">{texts.list(said)}</p>;
}

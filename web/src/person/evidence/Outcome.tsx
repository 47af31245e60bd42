import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { valueInWords } from '../../card/fact-words.ts';
import { type Texts, useTexts } from '../../i18n/use-texts.ts';
import type { Spoken } from './entries.ts';
import type { Counted } from './verdict.ts';

interface OutcomeProps {
  word: Spoken;
  /** The word of the fact that counts, if any does. */
  first: Spoken;
  card: Scorecard | undefined;
}

/** In the score with so many points, or left out and why. */
export function Outcome({ word, first, card }: OutcomeProps) {
  const { t, number } = useTexts();
  const { verdict, counted, isOwnDisadvantage } = word;
  if (verdict !== 'counts') {
    return (
      <>
        <span class="tag">{t.evidence.left}</span>
        <p class="soft small">{t.evidence.verdicts[verdict](first.verdict === 'counts' ? first.tier : undefined)}</p>
      </>
    );
  }
  const tag = <span class="tag counted">{t.evidence.counts}</span>;
  if (word !== first) {
    return (
      <>
        {tag} <p class="soft small">{t.evidence.together}</p>
      </>
    );
  }
  const points = counted.reduce((sum, row) => sum + row.points, 0);
  return (
    <>
      {tag}{' '}
      <p class="small">
        <b class="earned">{number(points, 1)}</b> {t.person.points}
      </p>
      {isOwnDisadvantage && <p class="soft small">{t.evidence.ownDisadvantage}</p>}
      {counted.length > 1 && <Parts counted={counted} card={card} />}
    </>
  );
}

/** What a card makes of months, characteristic by characteristic. */
function Parts({ counted, card }: { counted: readonly Counted[]; card: Scorecard | undefined }) {
  const texts = useTexts();
  return (
    <details class="parts">
      <summary>{texts.t.evidence.parts}</summary>
      <ul>
        {counted.map((row) => (
          <li key={row.id}>
            <span class="soft">{partInWords(row, card, texts)}</span>
            <b>{texts.number(row.points, 1)}</b>
          </li>
        ))}
      </ul>
    </details>
  );
}

function partInWords(row: Counted, card: Scorecard | undefined, texts: Texts): string {
  const fold = characteristicOf(row, card)?.fold;
  const said = row.value === undefined ? '' : valueInWords(undefined, row.value, texts);
  return `${fold === undefined ? row.id : texts.t.evidence.folds[fold]}: ${said}`;
}

function characteristicOf({ id }: Counted, card: Scorecard | undefined) {
  return card?.file.characteristics.find((row) => row.id === id);
}

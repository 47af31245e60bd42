import { useState } from 'preact/hooks';
import { useTexts } from '../i18n/use-texts.ts';
import { SelectField } from '../parts/fields.tsx';
import { go } from '../route.ts';
import type { Cards, Entry } from './all-cards.ts';
import { refOf } from './card-name.ts';

/** Chooses another card to hold this one against; the active one is proposed. */
export function CompareWith({ card, cards: { entries } }: { card: Entry; cards: Cards }) {
  const { t } = useTexts();
  const others = entries.filter(({ hash }) => hash !== card.hash);
  const [chosen, setChosen] = useState<string>();
  if (others.length === 0) return null;
  const other = chosen ?? refOf(others[0]!);
  const open = (event: Event) => {
    event.preventDefault();
    go('scorecards', refOf(card), 'compare', other);
  };
  return (
    <form class="compare-with" onSubmit={open}>
      <SelectField
        inline
        label={t.scorecards.compareWith}
        value={other}
        options={others.map((each) => [
          refOf(each),
          `${each.id} ${each.version}${each.active ? ` (${t.scorecards.active})` : ''}`,
        ])}
        onChange={setChosen}
      />
      <button type="submit" class="button">
        {t.scorecards.compare}
      </button>
    </form>
  );
}

import { useTexts } from '../i18n/use-texts.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { CardListPage } from './CardList.tsx';
import { CardPage } from './CardPage.tsx';
import { readRef } from './card-name.ts';
import { ComparePage } from './compare/ComparePage.tsx';

/** `#/scorecards`, `#/scorecards/{id}@{version}`, `#/scorecards/{id}@{version}/compare/{id}@{version}`. */
export function ScorecardsPage({ rest: [name, what, otherName] }: { rest: readonly string[] }) {
  const { t } = useTexts();
  if (name === undefined) return <CardListPage />;
  const card = readRef(name);
  const other = readRef(otherName ?? '');
  if (card !== undefined && what === undefined) return <CardPage key={name} card={card} />;
  if (card !== undefined && other !== undefined && what === 'compare') {
    return <ComparePage key={`${name} ${otherName}`} card={card} other={other} />;
  }
  return <PageHeader title={t.scorecards.unknown} lead={t.scorecards.unknownHint} />;
}

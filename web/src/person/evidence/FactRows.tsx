import type { ObservationReply, SeriesReply } from '../../../../lib/schemas/api/replies/profile.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { valueInWords } from '../../card/fact-words.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ageInWords } from './age.ts';
import type { Entry, Spoken } from './entries.ts';
import { MonthCells } from './MonthCells.tsx';
import { Outcome } from './Outcome.tsx';
import { Weight } from './Weight.tsx';

interface FactRowsProps {
  entry: Entry;
  asOf: string;
  card: Scorecard | undefined;
}

/** A row for each source that speaks of the fact; what counts comes first. */
export function FactRows({ entry: { fact, definition, words }, asOf, card }: FactRowsProps) {
  const { t, say, lang, day } = useTexts();
  const label = definition === undefined ? fact : say(definition.label);
  return (
    <>
      {words.map((word, i) => (
        <tr key={keyOf(word)} class={word.verdict === 'counts' ? 'counts' : 'out'} data-fact={fact}>
          {i === 0 && (
            <th scope="row" rowSpan={words.length}>
              {label}
            </th>
          )}
          <td class="says">
            <Said word={word} definition={definition} asOf={asOf} />
          </td>
          <td class="from">
            {word.source === 'self' ? t.tiers.self : word.source}
            {word.source !== 'self' && <span class="soft"> · {t.tiers[word.tier]}</span>}
            <p class="soft small">
              <time dateTime={word.observedAt}>{day(word.observedAt)}</time> · {ageInWords(word.observedAt, asOf, lang)}
            </p>
          </td>
          <td class="worth">
            {word.trust && !word.isRetracted && (
              <Weight word={word} trust={word.trust} of={`${label}, ${word.source}`} />
            )}
          </td>
          <td class="verdict">
            <Outcome word={word} first={words[0] as Spoken} card={card} />
          </td>
        </tr>
      ))}
    </>
  );
}

const keyOf = ({ source, said }: Spoken) => `${source} ${'account' in said ? said.account : ''}`;

function Said({ word, definition, asOf }: { word: Spoken; definition: Entry['definition']; asOf: string }) {
  const texts = useTexts();
  if (word.areMonths) return <MonthCells series={word.said as SeriesReply} fact={definition} asOf={asOf} />;
  const { value } = word.said as ObservationReply;
  if (value === undefined) return <span class="soft">–</span>;
  return <>{valueInWords(definition, value, texts)}</>;
}

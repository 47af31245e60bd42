import { useState } from 'preact/hooks';
import { DIMENSIONS } from '../../../../lib/schemas/dictionary.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { decimalsOfCard } from '../cells.ts';
import { PointBar } from '../PointBar.tsx';
import { scaleOf } from '../Points.tsx';
import { type Aligned, align } from './align.ts';

/** The points of two cards, characteristic by characteristic, with what differs marked. */
export function SideBySide({ from, to }: { from: Scorecard; to: Scorecard }) {
  const texts = useTexts();
  const { t, number } = texts;
  const [only, setOnly] = useState(true);
  const all = align(from, to, texts);
  const differing = all.filter(({ differs }) => differs);
  const shown = only ? differing : all;
  const [a, b] = [scaleOf(from), scaleOf(to)];
  const scale = { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
  const decimals = Math.max(decimalsOfCard(from), decimalsOfCard(to));
  return (
    <Card
      title={t.scorecards.sideBySide}
      lead={t.scorecards.sideBySideLead(number(differing.length), number(all.length))}
      wide
      aside={
        <label class="check">
          <input type="checkbox" checked={only} onChange={(event) => setOnly(event.currentTarget.checked)} />
          {t.scorecards.onlyDiffering}
        </label>
      }
    >
      {shown.length === 0 && <p class="soft">{t.scorecards.same}</p>}
      {DIMENSIONS.map((dimension) => {
        const rows = shown.filter((each) => each.dimension === dimension);
        if (rows.length === 0) return null;
        return (
          <section key={dimension} class="dimension-points" aria-label={t.dimensions[dimension].name}>
            <header>
              <h3>{t.dimensions[dimension].name}</h3>
            </header>
            <div class="characteristics">
              {rows.map((each) => (
                <Both key={each.id} aligned={each} versions={[from.version, to.version]} {...{ scale, decimals }} />
              ))}
            </div>
          </section>
        );
      })}
    </Card>
  );
}

interface BothProps {
  aligned: Aligned;
  versions: readonly [before: string, after: string];
  scale: { from: number; to: number };
  decimals: number;
}

function Both({ aligned: { id, name, has, rows }, versions, scale, decimals }: BothProps) {
  const { t, number } = useTexts();
  const points = (value: number | undefined) => (value === undefined ? '–' : number(value, decimals));
  const only = has[0] && has[1] ? undefined : t.scorecards.onlyIn(versions[has[0] ? 0 : 1]);
  return (
    <table class="bins two" data-characteristic={id}>
      <caption>
        <b>{name}</b>
        <span>{only}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t.scorecards.bin}</th>
          <td />
          <th scope="col" class="numeric">
            <span class="mark b" aria-hidden="true" />
            {versions[0] === versions[1] ? t.scorecards.before : versions[0]}
          </th>
          <th scope="col" class="numeric">
            <span class="mark a" aria-hidden="true" />
            {versions[0] === versions[1] ? t.scorecards.after : versions[1]}
          </th>
          <th scope="col" class="numeric">
            ±
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ says, before, after }) => {
          const differs = before !== after;
          const by = before !== undefined && after !== undefined && differs ? after - before : undefined;
          return (
            <tr key={says} class={differs ? 'differs' : undefined}>
              <th scope="row">{says}</th>
              <td class="track" aria-hidden="true">
                <PointBar points={before ?? 0} scale={scale} tone="b" />
                <PointBar points={after ?? 0} scale={scale} tone="a" />
              </td>
              <td class="numeric">{points(before)}</td>
              <td class="numeric">{points(after)}</td>
              <td class={`numeric ${by === undefined ? '' : by > 0 ? 'up' : 'down'}`}>
                {by === undefined ? '' : number(by, decimals, true)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

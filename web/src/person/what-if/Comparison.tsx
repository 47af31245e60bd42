import { DIMENSIONS } from '../../../../lib/schemas/dictionary.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import type { Score, Unscorable } from '../../../../lib/scoring/score.ts';
import { Gauge } from '../../charts/Gauge.tsx';
import { type Texts, useTexts } from '../../i18n/use-texts.ts';
import type { LeverGroup } from './levers.ts';
import { isNothing } from './supposition.ts';
import type { WhatIf } from './use-what-if.ts';

interface ComparisonProps {
  card: Scorecard;
  groups: readonly LeverGroup[];
  whatIf: WhatIf;
}

/** The score and its dimensions, now and as supposed. */
export function Comparison({ card, groups, whatIf }: ComparisonProps) {
  const texts = useTexts();
  const { t, number } = texts;
  const { before, after, supposition, reset } = whatIf;
  const [now, then] = [scoreOf(before), scoreOf(after)];
  const nothing = isNothing(supposition);
  const isWithheld = (dimension: string) => {
    const consent = groups.find((group) => group.dimension === dimension)?.consent;
    return consent !== undefined && !(supposition.consents[consent.name] ?? consent.given);
  };
  return (
    <div class="comparison">
      <div class="picture">
        <Gauge
          label={t.whatIf.gauge(figure(now, texts), figure(then, texts))}
          min={card.min}
          max={card.max}
          value={then}
          before={nothing ? undefined : now}
          bands={card.bands}
          band={after.status === 'scored' ? after.band : undefined}
          figure={figure(then, texts)}
          caption={captionOf(after, card, texts)}
        />
        <ul class="compared">
          {DIMENSIONS.map((dimension, d) => {
            const [was, is] = [before.dimensions[d]?.score ?? 0, after.dimensions[d]?.score ?? 0];
            return (
              <li key={dimension} class={isWithheld(dimension) ? 'off' : undefined}>
                <p>
                  <span>{t.dimensions[dimension].name}</span>
                  <span>
                    {was !== is && <span class="soft">{number(was)} → </span>}
                    <b class={toneOf(is - was)}>{number(is)}</b>
                  </span>
                </p>
                <Compared was={was} is={is} />
                {isWithheld(dimension) && <p class="soft small">{t.person.withheld}</p>}
              </li>
            );
          })}
        </ul>
      </div>
      <p class="verdict" role="status">
        <Verdict now={now} then={then} nothing={nothing} />
        <button type="button" class="button" disabled={nothing} onClick={reset}>
          {t.whatIf.reset}
        </button>
      </p>
    </div>
  );
}

function Verdict({ now, then, nothing }: { now: number | undefined; then: number | undefined; nothing: boolean }) {
  const texts = useTexts();
  const { t, number } = texts;
  if (nothing) return <span class="soft">{t.whatIf.nothingSupposed}</span>;
  return (
    <span class="change">
      <span class="soft">{figure(now, texts)} → </span>
      <b>{figure(then, texts)}</b>
      {now !== undefined && then !== undefined && <b class={toneOf(then - now)}> {number(then - now, 0, true)}</b>}
    </span>
  );
}

/** A bar of what would be, with a mark where it is now. */
function Compared({ was, is }: { was: number; is: number }) {
  return (
    <div class="meter compared-bar" aria-hidden="true">
      <span style={{ inlineSize: `${is}%` }} />
      <i style={{ insetInlineStart: `${was}%` }} />
    </div>
  );
}

const scoreOf = (result: Score | Unscorable) => (result.status === 'scored' ? result.score : undefined);
const figure = (score: number | undefined, { number }: Texts) => (score === undefined ? '–' : number(score));
const toneOf = (change: number) => (change > 0 ? 'up' : change < 0 ? 'down' : '');

function captionOf(result: Score | Unscorable, card: Scorecard, { t, say }: Texts): string {
  if (result.status !== 'scored') return t.whatIf.unscorable;
  const label = card.file.bands.find(({ name }) => name === result.band)?.label;
  return label === undefined ? result.band : say(label);
}

import type { ScoreReply } from '../../../../lib/schemas/score.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { type Texts, useTexts } from '../../i18n/use-texts.ts';

interface ChangeProps {
  decision: ScoreReply;
  card: Scorecard | undefined;
  isShown: boolean;
  /** Whoever points at it or comes to it by keyboard sees it in the plot. */
  onShow(): void;
}

export function Change({ decision, card, isShown, onShow }: ChangeProps) {
  const texts = useTexts();
  const { day, number } = texts;
  const { score, asOf } = decision;
  const { headline, causes } = changeInWords(decision, card, texts);
  return (
    <li class={isShown ? 'shown' : undefined}>
      <button type="button" aria-pressed={isShown} onFocus={onShow} onPointerEnter={onShow} onClick={onShow}>
        <time dateTime={asOf}>{day(asOf)}</time>
        <b class="value">{score === undefined ? '–' : number(score)}</b>
        <span class="why">
          <span class={toneOf(decision)}>{headline}</span>
          {causes.map(({ points, says }) => (
            <span key={says} class="cause">
              {causes.length > 1 && <b class={points > 0 ? 'up' : 'down'}>{number(points, 0, true)}</b>} {says}
            </span>
          ))}
        </span>
      </button>
    </li>
  );
}

function toneOf({ score, change }: ScoreReply): string {
  if (score === undefined || change?.from === undefined || score === change.from) return '';
  return score > change.from ? 'up' : 'down';
}

/** What changed, and the points of each cause; those that did nothing are not named. */
export function changeInWords(
  { score, band, change }: ScoreReply,
  card: Scorecard | undefined,
  { t, say, number }: Texts,
): { headline: string; causes: readonly { points: number; says: string }[] } {
  if (score === undefined) {
    return { headline: change?.from === undefined ? t.history.unscorable : t.history.noLonger, causes: [] };
  }
  if (change === undefined) return { headline: t.history.first, causes: [] };
  if (change.from === undefined) return { headline: t.history.became(number(score)), causes: [] };
  const points = score - change.from;
  const bandName = (name: string | undefined) => {
    const label = card?.file.bands.find((each) => each.name === name)?.label;
    return label === undefined ? (name ?? '') : say(label);
  };
  const moved = change.bandFrom !== undefined && change.bandFrom !== band?.name;
  const by = t.history.points(number(points, 0, true));
  const told = moved ? t.history.withBand(by, bandName(change.bandFrom), bandName(band?.name)) : by;
  const headline = points === 0 ? t.history.same : told;
  const { causes } = change;
  if (causes === undefined) return { headline: `${headline}. ${t.history.unknown}`, causes: [] };
  const named = (Object.keys(t.history.causes) as (keyof typeof causes)[]).filter((cause) => causes[cause] !== 0);
  return { headline, causes: named.map((cause) => ({ points: causes[cause], says: t.history.causes[cause] })) };
}

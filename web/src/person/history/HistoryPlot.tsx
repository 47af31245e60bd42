import type { ScoreReply } from '../../../../lib/schemas/score.ts';
import { formatDay } from '../../../../lib/scoring/calendar.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { type Axis, roundAxis } from '../../charts/axis.ts';
import { Figure } from '../../charts/Figure.tsx';
import { Axes, type Frame, frameOf } from '../../charts/frame.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { changeInWords } from './Change.tsx';
import { keyOf, type Place, placesOf, steps } from './places.ts';

interface HistoryPlotProps {
  /** Newest first. */
  decisions: readonly ScoreReply[];
  card: Scorecard | undefined;
  /** The day to which the newest score is known to stand. */
  until: string;
  /** The key of the one that is looked at. */
  shown: string | undefined;
}

const HEIGHT = 260;

/** The score as steps, each holding until the next, before the bands; where nobody could be scored there is no line. */
export function HistoryPlot({ decisions, card, until, shown }: HistoryPlotProps) {
  const texts = useTexts();
  const { t, day, number } = texts;
  const places = placesOf(decisions, until);
  const scores = places.flatMap(({ score }) => (score === undefined ? [] : [score]));
  if (scores.length === 0) return null;
  const y = roundAxis([Math.min(...scores) - 10, Math.max(...scores) + 10], number);
  const axis = (width: number) => timeAxis(places, (value) => day(formatDay(value)), width);
  const rows = places.map(({ decision }) => [
    day(decision.asOf),
    decision.score === undefined ? '–' : number(decision.score),
    wordsOf(decision),
  ]);
  function wordsOf(decision: ScoreReply): string {
    const { headline, causes } = changeInWords(decision, card, texts);
    return [
      headline,
      ...causes.map(({ points, says }) => (causes.length > 1 ? `${number(points, 0, true)} ${says}` : says)),
    ].join('; ');
  }
  const bands = card?.bands ?? [];
  return (
    <Figure
      label={t.history.plot(day((places[0] as Place).decision.asOf), day(until))}
      height={HEIGHT}
      data={{ columns: t.history.columns, rows }}
    >
      {({ width, tip }) => {
        const x = axis(width);
        const frame = frameOf(width, HEIGHT, x, y);
        return (
          <>
            {bands.map(({ name, from }, i) => (
              <Stripe
                key={name}
                tone={`band-${name}`}
                from={from}
                to={bands[i + 1]?.from ?? y.to}
                y={y}
                frame={frame}
              />
            ))}
            <Axes frame={frame} x={x} y={y} />
            <path class="line a" d={steps(places, frame)} />
            {places.map(({ decision, at, score }) => {
              if (score === undefined) return null;
              const [cx, cy] = [frame.x(at), frame.y(score)];
              const says = `${day(decision.asOf)}: ${number(score)}. ${wordsOf(decision)}`;
              const isShown = keyOf(decision) === shown;
              return (
                <g key={keyOf(decision)} onPointerEnter={() => tip({ x: cx, y: cy, says })}>
                  <circle class="dot a" cx={cx} cy={cy} r={isShown ? 7 : 4} />
                  <circle class="reach" cx={cx} cy={cy} r="13" />
                </g>
              );
            })}
          </>
        );
      }}
    </Figure>
  );
}

function Stripe({ tone, from, to, y, frame }: { tone: string; from: number; to: number; y: Axis; frame: Frame }) {
  if (to <= y.from || from >= y.to) return null;
  const [top, bottom] = [frame.y(Math.min(to, y.to)), frame.y(Math.max(from, y.from))];
  return (
    <rect class={`stripe ${tone}`} x={frame.left} width={frame.right - frame.left} y={top} height={bottom - top} />
  );
}

/** What the name of a day takes, with air. */
const TICK_WIDTH = 150;

/** From the first decision to the last day, ticks on whole days. */
function timeAxis(places: readonly Place[], label: Axis['label'], width: number): Axis {
  const [from, to] = [Math.floor(places[0]?.at ?? 0), Math.ceil(places.at(-1)?.until ?? 0) - 1];
  if (to <= from) return { from, to: from + 1, ticks: [from + 0.5], label: (value) => label(Math.floor(value)) };
  const count = Math.min(Math.max(1, Math.floor(width / TICK_WIDTH) - 1), 4, to - from);
  const ticks = Array.from({ length: count + 1 }, (_, i) => Math.round(from + (i * (to - from)) / count));
  return { from, to: to + 1, ticks: [...new Set(ticks)], label };
}

import { useState } from 'preact/hooks';
import type { JobReportReply } from '../../../lib/schemas/api/replies/job-report.ts';
import { calibrated } from '../../../lib/scorecards/calibration.ts';
import { heldOutFiguresIn } from '../../../lib/scorecards/held-out-figures.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { roundAxis } from '../charts/axis.ts';
import { Bars, RowBars } from '../charts/Bars.tsx';
import { Lines } from '../charts/Lines.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';
import { nameOf, rangeOf } from './cells.ts';
import { HeldOut } from './HeldOut.tsx';
import { Figures, Tile } from './parts.tsx';
import { Stability } from './Stability.tsx';
import { baselineOf } from './shares.ts';

interface ValidationProps {
  card: Scorecard;
  /** Of the last dry run under this card. */
  run: { jobId: string; report: JobReportReply } | undefined;
}

const STRONGEST = 12;

/** What can be said of how well a card tells goods from bads: what it keeps itself, and plainly what it does not. */
export function Validation({ card, run }: ValidationProps) {
  const texts = useTexts();
  const { t, number } = texts;
  const baseline = baselineOf(card.file.provenance);
  const heldOut = heldOutFiguresIn(card.file.provenance);
  const strengths = card.file.characteristics
    .map((each) => ({ label: nameOf(card, each, texts), value: rangeOf(each).best - rangeOf(each).worst }))
    .sort((a, b) => b.value - a.value)
    .slice(0, STRONGEST);
  const isLearned = card.file.kind === 'learned';
  return (
    <Card
      title={t.scorecards.validation}
      lead={isLearned ? t.scorecards.validationLearned : t.scorecards.validationExpert}
      wide
    >
      {baseline !== undefined && (
        <Figures>
          <Tile says={t.scorecards.people} value={number(baseline.n)} />
          <Tile says={t.scorecards.bad} value={`${number(100 * baseline.badRate, 1)}%`} />
          <Tile says={t.scorecards.characteristics} value={number(card.file.characteristics.length)} />
        </Figures>
      )}
      {heldOut !== undefined && <HeldOut card={card} figures={heldOut} />}
      <div class="plots">
        {baseline !== undefined && <TrainingScores baseline={baseline} />}
        <Calibration card={card} />
        <section class="part" aria-label={t.scorecards.strength}>
          <h3>{t.scorecards.strength}</h3>
          <RowBars
            label={t.scorecards.strengthLabel}
            bars={strengths}
            show={(value) => number(value, value % 1 ? 1 : 0)}
          />
        </section>
        {run !== undefined && <Stability card={card} {...run} />}
      </div>
      <NotKept card={card} isJudged={heldOut !== undefined} />
    </Card>
  );
}

function TrainingScores({ baseline }: { baseline: NonNullable<ReturnType<typeof baselineOf>> }) {
  const { t, number } = useTexts();
  const { from, counts } = baseline.score;
  return (
    <section class="part" aria-label={t.scorecards.trainingScores}>
      <h3>{t.scorecards.trainingScores}</h3>
      <Bars
        label={t.scorecards.trainingScoresLabel}
        bars={from.map((edge, i) => ({ label: number(edge), value: counts[i] ?? 0 }))}
        show={(value) => number(value)}
        columns={[t.scorecards.scoreFrom, t.scorecards.people]}
      />
    </section>
  );
}

const STEP = 50;

function Calibration({ card: { file, min, max } }: { card: Scorecard }) {
  const { t, number } = useTexts();
  const { odds } = file.scale;
  if (odds === undefined || file.calibration === undefined) return null;
  const { calibration } = file;
  const chance = (score: number) => {
    const stated = Math.log(odds.baseOdds) + ((score - odds.baseScore) * Math.LN2) / odds.pdo;
    return 1 / (1 + Math.exp(calibrated(calibration, stated)));
  };
  const show = (share: number) => `${number(100 * share, share < 0.01 ? 2 : 1)}%`;
  const scores = Array.from({ length: Math.floor((max - min) / STEP) + 1 }, (_, i) => min + i * STEP);
  const points = scores.map((x) => ({ x, y: chance(x), says: `${number(x)}: ${show(chance(x))}` }));
  const x = roundAxis([min, max], (value) => number(value), 4);
  return (
    <section class="part" aria-label={t.scorecards.calibration}>
      <h3>{t.scorecards.calibration}</h3>
      <Lines
        label={t.scorecards.calibrationLabel(show(chance(min)), number(min), show(chance(max)), number(max))}
        lines={[{ mark: 'a', says: t.scorecards.chance, points }]}
        x={{ ...x, from: min, to: max, ticks: scores.filter((_, i) => i % 3 === 0) }}
        y={roundAxis([0, ...points.map(({ y }) => y)], (share) => `${number(100 * share)}%`, 4)}
        showY={show}
        data={{
          columns: [t.scorecards.score, t.scorecards.chance],
          rows: points.map((point) => [number(point.x), show(point.y)]),
        }}
        height={220}
      />
    </section>
  );
}

function NotKept({ card: { id }, isJudged }: { card: Scorecard; isJudged: boolean }) {
  const { t } = useTexts();
  const [copied, setCopied] = useState(false);
  const command = `npx tahini validate --card ${id}.json --data outcomes.csv --target bad --report ${id}.html`;
  const copy = () => navigator.clipboard?.writeText(command).then(() => setCopied(true));
  return (
    <section class="not-kept" aria-label={t.scorecards.notKept}>
      <h3>{t.scorecards.notKept}</h3>
      <p class="soft">{isJudged ? t.scorecards.notKeptLater : t.scorecards.notKeptList}</p>
      <p class="command">
        <code>{command}</code>
        <button type="button" class="button" onClick={copy}>
          {copied ? t.scorecards.copied : t.scorecards.copy}
        </button>
      </p>
    </section>
  );
}

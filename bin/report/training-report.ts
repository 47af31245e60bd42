import { soundOf } from '../../lib/learning/guards/names.ts';
import { heldOut } from '../../lib/learning/validation/held-out.ts';
import { scoreFrame } from '../../lib/learning/validation/score-frame.ts';
import { type Validation, validate } from '../../lib/learning/validation/validate.ts';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { Problem } from '../../local/problem.ts';
import type { LearnedCard } from '../training/learn-card.ts';
import type { Prepared } from '../training/prepare.ts';
import type { TrainingData } from '../training/read-training.ts';
import { programVersion } from './program.ts';
import { report } from './report.ts';

export interface TrainingReport {
  html: string;
  /** Of the training people, each scored by a table that was learned without them. */
  crossValidated: Validation;
}

/** The report on a card that was just learned. Learns it five times more; throws a Problem where that cannot be. */
export function trainingReport(
  { card: file, dictionary, fitted }: LearnedCard,
  { frame, protected: aside, notes }: Prepared,
  { source }: TrainingData,
  target: string,
): TrainingReport {
  const card = loadScorecard(file, loadDictionary(dictionary));
  const strangers = heldOut(frame, aside, fitted, card);
  if (strangers === undefined)
    throw new Problem(
      'there are too few people of one outcome for a report',
      'learn without --report, or from more people',
    );
  const crossValidated = validate({
    card,
    people: strangers.people,
    unscorable: 0,
    tally: scoreFrame(card, frame, factOf(card)).tally,
    baseline: undefined,
    protected: strangers.aside.map((column) => ({ column, isAge: soundOf(column.name) === 'age' })),
    cutOff: undefined,
  });
  const data = { file: source.file, sha256: source.sha256, target };
  const program = programVersion();
  const input = { on: 'held-out', card, found: crossValidated, data, refused: 0, unseen: {}, notes, program } as const;
  return { html: report(input), crossValidated };
}

function factOf({ file }: Scorecard): (column: string) => string | undefined {
  const columns = file.provenance.columns as Record<string, string>;
  const facts = new Map(Object.entries(columns).map(([fact, column]) => [column, fact]));
  return (column) => facts.get(column);
}

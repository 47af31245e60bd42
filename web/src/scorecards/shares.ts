import * as z from 'zod';
import type { JobReportReply } from '../../../lib/schemas/api/replies/job-report.ts';
import { TrainingBaseline } from '../../../lib/scorecards/stability.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { own } from '../own.ts';

/** People by characteristic and cell, and where they were counted. */
export interface Shares {
  of: 'training' | 'dryRun';
  cells: Readonly<Record<string, readonly number[]>>;
}

/** Of the people a card was learned from, where it kept them; else of everybody, where a dry run counted them. */
export function sharesOf({ file }: Scorecard, report: JobReportReply | undefined): Shares | undefined {
  const baseline = baselineOf(file.provenance);
  if (baseline !== undefined) return { of: 'training', cells: baseline.characteristics };
  return report === undefined ? undefined : { of: 'dryRun', cells: report.cells };
}

export function baselineOf(provenance: Readonly<Record<string, unknown>>): TrainingBaseline | undefined {
  const known = TrainingBaseline.safeParse(provenance.baseline);
  return known.success ? known.data : undefined;
}

const Counts = z.object({ counts: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))) });

/** The share with the bad outcome in each cell of the training data; undefined where nobody was. */
export function badRatesOf({ file }: Scorecard, id: string): (number | undefined)[] | undefined {
  const known = Counts.safeParse(file.provenance.training);
  return known.success
    ? own(known.data.counts, id)?.map(([good, bad]) => (good + bad === 0 ? undefined : bad / (good + bad)))
    : undefined;
}

import * as z from 'zod';
import type { Dimension } from '../../dictionary.ts';
import { count, share } from './common.ts';

const psi = { psi: z.number().describe('Population stability index: under 0.1 stable, over 0.25 another population') };
/** How far two sets of counts are apart. */
export const ShiftReply = z.strictObject({
  ...psi,
  bins: count().describe('Cells in which anybody is, then or now'),
  chance: z.number().min(0).describe('What the index stays under by chance in 95 % of cases'),
});
const CharacteristicShift = z.strictObject({ id: z.string().describe('The characteristic'), ...ShiftReply.shape });

export const DifferenceReply = z.strictObject({
  before: share(),
  after: share(),
  chance: z.number().min(0).describe('How far the two stay apart by chance in 95 % of cases'),
});

const Mover = z.strictObject({ subjectId: z.string(), from: z.int(), to: z.int() });

/** What a finished job shows of everybody. Where it says before: as it was stored when the job came by. */
export const JobReportReply = z.strictObject({
  people: count().describe('Everybody scored, or found unscorable'),
  coverage: z
    .strictObject({
      all: share(),
      dimensions: z.strictObject({
        creditHistory: share(),
        fulfilmentCapacity: share(),
        behaviour: share(),
        identity: share(),
        socialRelationships: share(),
      } satisfies Record<Dimension, z.ZodType>),
    })
    .describe('The mean, 0-1'),
  staleness: z
    .array(z.strictObject({ upTo: count().optional().describe('Days; absent = older'), people: count() }))
    .describe('People by days since their newest evidence'),
  stale: share().describe('The share of people whose newest evidence is older than a year'),
  bands: z.array(z.string()).describe('Names of bands, the lowest first; `unscored` before them'),
  migration: z
    .array(z.strictObject({ from: z.string(), to: z.string(), people: count().min(1) }))
    .describe('People by band before and after'),
  scores: z
    .array(z.strictObject({ from: z.int(), before: count(), after: count() }))
    .describe('People by score, in columns of ten points from `from` on'),
  shifts: z
    .array(z.strictObject({ from: z.int(), people: count() }))
    .describe(
      'People by points up or down, in columns of ten around `from`: from 5 below it to 4 above; the outermost hold all that is further',
    ),
  reasons: z
    .array(z.strictObject({ code: z.string(), before: count(), after: count() }))
    .describe('People by reason code'),
  stability: z
    .strictObject({
      since: ShiftReply.optional().describe('Scores now against those before the job'),
      training: ShiftReply.optional().describe('Scores now against those whom the card was learned from'),
      against: z
        .enum(['training', 'former'])
        .optional()
        .describe('What the characteristics are held against: training, or the last full sweep under this card'),
      characteristics: z.array(CharacteristicShift),
      worst: CharacteristicShift.optional().describe('The one furthest over what may be'),
    })
    .describe('Whether these are still the same people'),
  cells: z
    .record(z.string(), z.array(count()))
    .describe("People by characteristic: its cells in the card's order, then missing"),
  since: z
    .strictObject({
      jobId: z.string(),
      coverage: DifferenceReply.optional().describe('Absent under another card, which weighs otherwise'),
      stale: DifferenceReply,
    })
    .optional()
    .describe('Against the last full sweep, if this is one'),
  alarms: z
    .array(z.enum(['ScoresDrifted', 'CharacteristicDrifted', 'CoverageFell', 'EvidenceStale']))
    .describe('What somebody should look at'),
  movers: z
    .strictObject({ up: z.array(Mover), down: z.array(Mover) })
    .optional()
    .describe('Who moved furthest; forgotten after 90 days'),
});
export type JobReportReply = z.infer<typeof JobReportReply>;

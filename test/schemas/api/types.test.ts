import { expectTypeOf, test } from 'vitest';
import type * as z from 'zod';
import type { OPERATIONS, Operations } from '../../../lib/schemas/api/operations.ts';
import type { JobReportReply } from '../../../lib/schemas/api/replies/job-report.ts';
import type { OutcomesReply as OutcomesShape } from '../../../lib/schemas/api/replies/outcomes.ts';
import type {
  JobDetailReply,
  JobStatusReply,
  JobsReply,
  UnscoredReply,
} from '../../../lib/schemas/api/replies/rescore.ts';
import type { OutcomesReply } from '../../../lib/usecases/outcomes/list-outcomes.ts';
import type { JobStatus } from '../../../lib/usecases/rescore/present-job.ts';
import type { getRescore, listRescores, listUnscored } from '../../../lib/usecases/rescore/read-jobs.ts';
import type { JobReport } from '../../../lib/usecases/rescore/report-of.ts';

type Answer<F extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>;

// `npm run types` holds these; what is promised beyond types, every answer of the test suite is held against.
test('what the use cases of jobs and outcomes answer is what the API promises', () => {
  expectTypeOf<JobStatus>().toExtend<JobStatusReply>();
  expectTypeOf<JobReport>().toExtend<Required<Pick<JobReportReply, 'movers'>> & JobReportReply>();
  expectTypeOf<Answer<typeof listRescores>>().toExtend<JobsReply>();
  expectTypeOf<Answer<typeof listUnscored>>().toExtend<UnscoredReply>();
  // The report is kept as JobReport, above.
  expectTypeOf<Omit<Answer<typeof getRescore>, 'report'>>().toExtend<Omit<JobDetailReply, 'report'>>();
  expectTypeOf<OutcomesReply>().toExtend<OutcomesShape>();
});

test('a client knows by types alone what to send and what comes back', () => {
  expectTypeOf<Operations['upsertProfile']['route']>().toEqualTypeOf<'PUT /v1/profiles/{subjectId}'>();
  expectTypeOf<Operations['upsertProfile']['params']>().toEqualTypeOf<{ subjectId: string }>();
  expectTypeOf<{ facts: { monthlyIncome: { value: number } } }>().toExtend<Operations['upsertProfile']['body']>();
  expectTypeOf<Operations['upsertProfile']['body']['consents']>().toEqualTypeOf<Record<string, boolean> | undefined>();
  expectTypeOf<Operations['upsertProfile']['response']['version']>().toEqualTypeOf<number>();
  expectTypeOf<Operations['listDecisions']['query']['limit']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Operations['eraseProfile']['response']>().toEqualTypeOf<undefined>();
  expectTypeOf<Operations['putPartner']['responses'][201]['secret']>().toEqualTypeOf<string>();
  expectTypeOf<Operations['putPartner']['body']['eventsPerMinute']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Operations['getScore']['response']>().toEqualTypeOf<
    z.output<(typeof OPERATIONS)['getScore']['replies'][200]['body']>
  >();
});

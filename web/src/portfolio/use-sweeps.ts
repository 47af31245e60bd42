import type { JobDetailReply } from '../../../lib/schemas/api/replies/rescore.ts';
import type { ScorecardsReply } from '../../../lib/schemas/api/replies/scorecards.ts';
import { api } from '../api/api.ts';
import type { Result } from '../api/result.ts';
import { useWatched } from '../api/use-watched.ts';

export interface Sweeps {
  /** The latest first, each with what it found. */
  jobs: readonly JobDetailReply[];
  /** There are earlier ones. */
  hasMore: boolean;
  /** The card that people are scored by; undefined for whoever may not list the cards. */
  active: ScorecardsReply['active'] | undefined;
}

/** The latest jobs in full; watched while one of them runs. */
export function useSweeps(limit: number) {
  return useWatched(
    'sweeps',
    () => latest(limit),
    ({ jobs }) => jobs.some(({ state }) => state === 'running'),
  );
}

/** A finished job does not change any more. */
const finished = new Map<string, JobDetailReply>();

async function latest(limit: number): Promise<Result<Sweeps>> {
  const [list, cards] = await Promise.all([api.listRescores({ limit }), api.listScorecards({ limit: 1 })]);
  if (!list.ok) return list;
  const found = await Promise.all(list.data.jobs.map(({ jobId }) => inFull(jobId)));
  const failed = found.find((each) => !each.ok);
  if (failed !== undefined && !failed.ok) return failed;
  const jobs = found.flatMap((each) => (each.ok ? [each.data] : []));
  const active = cards.ok ? cards.data.active : undefined;
  return { ok: true, data: { jobs, hasMore: list.data.next !== undefined, active } };
}

async function inFull(id: string): Promise<Result<JobDetailReply>> {
  const known = finished.get(id);
  if (known !== undefined) return { ok: true, data: known };
  const asked = await api.getRescore({ id });
  if (asked.ok && asked.data.state === 'finished') finished.set(id, asked.data);
  return asked;
}

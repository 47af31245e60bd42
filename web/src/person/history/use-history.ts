import { useEffect, useState } from 'preact/hooks';
import type { ScoreReply } from '../../../../lib/schemas/score.ts';
import { api } from '../../api/api.ts';
import type { Problem } from '../../api/result.ts';
import { useQuery } from '../../api/use-query.ts';

const PAGE = 20;

/** Decisions, newest first; `older` asks for the page that follows. `key` changes when there is a newer score. */
export function useHistory(subjectId: string, key: string) {
  const first = useQuery(`history ${subjectId} ${key}`, () => api.listDecisions({ subjectId, limit: PAGE }));
  const newest = first.state === 'ready' ? first.data : undefined;
  const [more, setMore] = useState<{ decisions: readonly ScoreReply[]; next: string | undefined }>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  // What followed another first page follows it no longer.
  useEffect(() => setMore(undefined), [newest]);
  const next = more === undefined ? newest?.next : more.next;
  const older = async () => {
    setBusy(true);
    const answer = await api.listDecisions({ subjectId, limit: PAGE, next });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) {
      setMore({ decisions: [...(more?.decisions ?? []), ...answer.data.decisions], next: answer.data.next });
    }
  };
  const decisions = [...(newest?.decisions ?? []), ...(more?.decisions ?? [])];
  return { first, decisions, problem, busy, older: next === undefined ? undefined : older };
}

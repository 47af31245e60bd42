import { useState } from 'preact/hooks';
import { api } from '../api/api.ts';
import type { Problem } from '../api/result.ts';

/** Scores a person now, and says when it is done or what went wrong. */
export function useCompute(subjectId: string, onScored: () => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const compute = async () => {
    setBusy(true);
    const result = await api.computeScore({ subjectId });
    setBusy(false);
    setProblem(result.ok ? undefined : result.problem);
    if (result.ok) onScored();
  };
  return { busy, problem, compute };
}

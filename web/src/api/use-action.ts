import { useState } from 'preact/hooks';
import type { Problem, Result } from './result.ts';

/** Something that is done when somebody asks for it: whether it is under way, and what went wrong the last time. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  /** What the API answered; undefined when it went wrong. */
  const run = async <T>(asked: Promise<Result<T>>): Promise<T | undefined> => {
    setBusy(true);
    const result = await asked;
    setBusy(false);
    setProblem(result.ok ? undefined : result.problem);
    return result.ok ? result.data : undefined;
  };
  const forget = () => setProblem(undefined);
  return { busy, problem, run, forget };
}

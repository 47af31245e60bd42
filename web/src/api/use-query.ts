import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useSession } from '../session.ts';
import { answered, type Problem, type Result } from './result.ts';

export type Query<T> =
  | { state: 'loading'; reload(): void }
  | { state: 'problem'; problem: Problem; reload(): void }
  | { state: 'ready'; data: T; reload(): void };

type Answer<T> = { key: string; result: Result<T> };

/**
 * Asks the API when the page appears, when `key` changes and when somebody signs in. While an answer of the same key is
 * asked again the former one stays; an answer that comes too late is dropped.
 */
export function useQuery<T>(key: string, ask: () => Promise<Result<T>>): Query<T> {
  const signedIn = useSession();
  const [answer, setAnswer] = useState<Answer<T>>();
  const [round, setRound] = useState(0);
  const asking = useRef(ask);
  asking.current = ask;
  const reload = useCallback(() => setRound((count) => count + 1), []);
  const token = signedIn.state === 'in' ? signedIn.session.token : undefined;
  useEffect(() => {
    if (token === undefined) return;
    let isLate = false;
    answered(asking.current).then((result) => {
      if (!isLate && !isEnded(result)) setAnswer({ key, result });
    });
    return () => {
      isLate = true;
    };
    // `key` stands for what `ask` asks, `round` asks it again.
  }, [key, token, round]);
  if (answer === undefined || answer.key !== key) return { state: 'loading', reload };
  const { result } = answer;
  if (!result.ok) return { state: 'problem', problem: result.problem, reload };
  return { state: 'ready', data: result.data, reload };
}

/** A 401 is told by the form for a new token, and what the page shows stays. */
function isEnded<T>(result: Result<T>): boolean {
  return !result.ok && result.status === 401;
}

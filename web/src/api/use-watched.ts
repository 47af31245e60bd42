import { useEffect, useRef } from 'preact/hooks';
import type { Result } from './result.ts';
import { type Query, useQuery } from './use-query.ts';

const LOOK_EVERY_MS = 2000;

/**
 * Asks the API again every two seconds for as long as `isMoving` says that the answer will change and the page can be
 * seen, and at once when somebody comes back to it; never while an answer is on its way.
 */
export function useWatched<T>(key: string, ask: () => Promise<Result<T>>, isMoving: (data: T) => boolean): Query<T> {
  const asking = useRef(0);
  const query = useQuery(key, async () => {
    asking.current += 1;
    const result = await ask();
    asking.current -= 1;
    return result;
  });
  const { reload } = query;
  const isOn = query.state === 'ready' && isMoving(query.data);
  useEffect(() => {
    if (!isOn) return;
    const look = () => {
      if (!document.hidden && asking.current === 0) reload();
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isOn, reload]);
  return query;
}

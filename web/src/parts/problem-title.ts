import type { Problem } from '../api/result.ts';
import type { Texts } from '../i18n/use-texts.ts';

/** Nothing came back: the API tells no more of it. */
export const isUnreachable = ({ kind }: Problem) => kind === 'network' || kind === 'timeout';

/** What went wrong, in the language of the page: by its kind, or as the API says it. */
export function problemTitle(problem: Problem, t: Texts['t']): string {
  if (isUnreachable(problem)) return t.common.unreachable;
  if (problem.kind === 'unreadable') return t.common.unreadable;
  return t.problems[problem.kind] ?? problem.title;
}

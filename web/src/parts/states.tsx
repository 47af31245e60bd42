import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/result.ts';
import type { Query } from '../api/use-query.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { isUnreachable, problemTitle } from './problem-title.ts';

export function Loading() {
  const { t } = useTexts();
  return (
    <p class="loading" role="status">
      <span class="spinner" aria-hidden="true" />
      {t.common.loading}
    </p>
  );
}

/** An error of the API: its title, the detail as it is told, and each violation with the place it is about. */
export function ProblemNotice({ problem, retry }: { problem: Problem; retry?: (() => void) | undefined }) {
  const { t } = useTexts();
  return (
    <div class="problem" role="alert">
      <h2>{problemTitle(problem, t)}</h2>
      {isUnreachable(problem) ? <p>{t.common.unreachableHint}</p> : problem.detail && <p>{problem.detail}</p>}
      {problem.errors && (
        <ul>
          {problem.errors.map(({ pointer, detail }) => (
            <li key={pointer + detail}>
              <code>{pointer}</code> {detail}
            </li>
          ))}
        </ul>
      )}
      {retry && (
        <button type="button" class="button" onClick={retry}>
          {t.common.retry}
        </button>
      )}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** What a query answered, once it has; until then, or when it went wrong, just that. */
export function Ready<T>({ of: query, children }: { of: Query<T>; children: (data: T) => ComponentChildren }) {
  if (query.state === 'loading') return <Loading />;
  if (query.state === 'problem') return <ProblemNotice problem={query.problem} retry={query.reload} />;
  return <>{children(query.data)}</>;
}

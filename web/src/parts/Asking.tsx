import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Result } from '../api/result.ts';
import { useAction } from '../api/use-action.ts';
import { Confirm } from '../parts/Dialog.tsx';
import { ProblemNotice } from '../parts/states.tsx';

interface AskingProps<T> {
  /** What the button says, and the one that confirms. */
  action: string;
  /** For those who cannot see what the button stands beside. */
  label?: string;
  title: string;
  danger?: boolean;
  /** While the answer is awaited it cannot be put away: nothing else would say that it is. */
  stays?: boolean;
  children: ComponentChildren;
  ask(): Promise<Result<T>>;
  onDone(answer: T): void;
  /** Somebody else changed it meanwhile: what the page shows is to be read again. */
  onStale?(): void;
}

/** A button that asks first, does it, and stays with what went wrong. */
export function Asking<T>(props: AskingProps<T>) {
  const { action, label, title, danger = false, stays = false, children, ask, onDone, onStale } = props;
  const [isAsked, setIsAsked] = useState(false);
  const { busy, problem, run, forget } = useAction();
  const close = () => {
    setIsAsked(false);
    if (problem?.kind === 'stale-if-match') onStale?.();
    forget();
  };
  const confirm = async () => {
    const answer = await run(ask());
    if (answer === undefined) return;
    close();
    onDone(answer);
  };
  return (
    <>
      <button type="button" class="button" aria-label={label} onClick={() => setIsAsked(true)}>
        {action}…
      </button>
      {isAsked && (
        <Confirm {...{ title, action, danger, busy, stays }} onConfirm={confirm} onCancel={close}>
          {children}
          {problem && <ProblemNotice problem={problem} />}
        </Confirm>
      )}
    </>
  );
}

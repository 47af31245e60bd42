import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useTexts } from '../i18n/use-texts.ts';

interface DialogProps {
  title: string;
  /** Escape, or whatever else closes it; without it the dialog stays until it is taken away. */
  onClose?: (() => void) | undefined;
  children: ComponentChildren;
}

/** Modal for as long as it is drawn: the browser keeps the focus inside and gives it back. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  const isDrawn = useRef(true);
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      isDrawn.current = false;
      dialog?.close();
      // It may be out of the page already, and then the browser gives the focus to nobody.
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      // Whoever presses Escape again and again is obeyed by the browser, whatever the page says to it.
      onClose={() => {
        if (!isDrawn.current) return;
        if (onClose === undefined) element.current?.showModal();
        else onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

interface ConfirmProps {
  title: string;
  children: ComponentChildren;
  /** What the button says that does it: a verb, not 'OK'. */
  action: string;
  danger?: boolean;
  busy?: boolean;
  /** Not to be put away while it is busy. */
  stays?: boolean;
  onConfirm(): void;
  onCancel(): void;
}

export function Confirm(props: ConfirmProps) {
  const { title, children, action, danger = false, busy = false, stays = false, onConfirm, onCancel } = props;
  const { t } = useTexts();
  const isHeld = busy && stays;
  return (
    <Dialog title={title} onClose={isHeld ? undefined : onCancel}>
      {children}
      <div class="actions">
        <button type="button" class="button" disabled={isHeld} onClick={onCancel}>
          {t.common.cancel}
        </button>
        <button type="button" class={`button primary ${danger ? 'danger' : ''}`} disabled={busy} onClick={onConfirm}>
          {action}
        </button>
      </div>
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import type { Result } from '../api/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Asking } from '../parts/Asking.tsx';
import { Dialog } from '../parts/Dialog.tsx';

interface RotateProps {
  /** Of what, for those who cannot see it. */
  label: string;
  says: string;
  ask(): Promise<Result<{ secret: string }>>;
  onRotated(): void;
}

/** Makes a new secret and shows it once: it is forgotten here when the dialog closes. */
export function Rotate({ label, says, ask, onRotated }: RotateProps) {
  const { t } = useTexts();
  const [secret, setSecret] = useState<string>();
  const close = () => {
    setSecret(undefined);
    onRotated();
  };
  return (
    <>
      <Asking
        action={t.partners.rotate}
        label={`${t.partners.rotate}: ${label}`}
        title={t.partners.rotateTitle}
        ask={ask}
        onDone={({ secret: made }) => setSecret(made)}
      >
        <p>{says}</p>
      </Asking>
      {secret !== undefined && <NewSecret secret={secret} onClose={close} />}
    </>
  );
}

function NewSecret({ secret, onClose }: { secret: string; onClose(): void }) {
  const { t } = useTexts();
  const [isCopied, setIsCopied] = useState(false);
  // Where the browser refuses, the text can still be marked and copied.
  const copy = () =>
    navigator.clipboard?.writeText(secret).then(
      () => setIsCopied(true),
      () => {},
    );
  return (
    <Dialog title={t.partners.newSecret}>
      <p>{t.partners.newSecretSays}</p>
      <p class="secret">
        <code>{secret}</code>
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={copy}>
          <span role="status">{isCopied ? t.partners.copied : t.partners.copy}</span>
        </button>
        <button type="button" class="button primary" onClick={onClose}>
          {t.partners.stored}
        </button>
      </div>
    </Dialog>
  );
}

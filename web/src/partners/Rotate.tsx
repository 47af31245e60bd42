import { useState } from 'preact/hooks';
import { answered, type Result } from '../api/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Asking } from '../parts/Asking.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useHeldPage } from '../route.ts';

interface RotateProps {
  /** Of what, for those who cannot see it. */
  label: string;
  says: string;
  ask(): Promise<Result<{ secret: string }>>;
  onRotated(): void;
}

/** Makes a new secret and shows it once: it is forgotten here when the dialog closes, and the page stays until then. */
export function Rotate({ label, says, ask, onRotated }: RotateProps) {
  const { t } = useTexts();
  const [secret, setSecret] = useState<string>();
  // From the moment it is asked for: the answer that is under way is the only one that tells it.
  const [isMade, setIsMade] = useState(false);
  const isLeaving = useHeldPage(isMade);
  const [isUnsure, setIsUnsure] = useState(false);
  const make = async () => {
    setIsMade(true);
    const made = await answered(async () => withSecret(await ask()));
    setIsMade(made.ok);
    setIsUnsure(!made.ok && (made.status === 0 || made.status >= 500));
    return made;
  };
  const close = () => {
    setSecret(undefined);
    setIsMade(false);
    onRotated();
  };
  return (
    <>
      <Asking
        action={t.partners.rotate}
        label={`${t.partners.rotate}: ${label}`}
        title={t.partners.rotateTitle}
        stays
        ask={make}
        onDone={({ secret: made }) => setSecret(made)}
      >
        <p>{says}</p>
        {isUnsure && <p role="alert">{t.partners.maybeMade}</p>}
      </Asking>
      {secret !== undefined && <NewSecret {...{ secret, isLeaving }} onClose={close} />}
    </>
  );
}

/** An answer without it is none. */
function withSecret(made: Result<{ secret: string }>): typeof made {
  if (made.ok && (typeof made.data.secret !== 'string' || made.data.secret === '')) throw new TypeError('no secret');
  return made;
}

interface NewSecretProps {
  secret: string;
  /** Somebody pressed Back, or went to another address. */
  isLeaving: boolean;
  onClose(): void;
}

function NewSecret({ secret, isLeaving, onClose }: NewSecretProps) {
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
      {isLeaving && <p role="alert">{t.partners.secretHolds}</p>}
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

import { useEffect, useState } from 'preact/hooks';
import { useTexts } from '../i18n/use-texts.ts';
import { TextField } from '../parts/fields.tsx';
import { signIn, signOut } from '../session.ts';
import { Brand } from './Brand.tsx';
import { DisplaySwitches } from './DisplaySwitches.tsx';

export function SignInPage() {
  const { t } = useTexts();
  useEffect(() => {
    document.title = `${t.session.title} · Tahini`;
  }, [t]);
  return (
    <div class="sign-in">
      <header>
        <Brand />
        <DisplaySwitches />
      </header>
      <main class="card">
        <h1>{t.session.title}</h1>
        <p class="soft">{t.session.lead}</p>
        <SignInForm />
      </main>
    </div>
  );
}

/** `mayLeave`: whoever was signed in may also give up what the page shows. */
export function SignInForm({ mayLeave = false }: { mayLeave?: boolean }) {
  const { t } = useTexts();
  const [token, setToken] = useState('');
  const [wrong, setWrong] = useState<'notAToken' | 'expired'>();
  const submit = (event: Event) => {
    event.preventDefault();
    setWrong(signIn(token));
  };
  return (
    <form onSubmit={submit}>
      <TextField
        label={t.session.token}
        hint={t.session.tokenHint}
        type="password"
        value={token}
        onInput={setToken}
        error={wrong && t.session[wrong]}
      />
      <div class="actions">
        {mayLeave && (
          <button type="button" class="button" onClick={signOut}>
            {t.session.signOut}
          </button>
        )}
        <button type="submit" class="button primary">
          {t.session.submit}
        </button>
      </div>
    </form>
  );
}

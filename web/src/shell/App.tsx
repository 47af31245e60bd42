import { useTexts } from '../i18n/use-texts.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useSession } from '../session.ts';
import { Shell } from './Shell.tsx';
import { SignInForm, SignInPage } from './SignIn.tsx';

/** A page for whoever is signed in. Where a token has ended, the form for a new one lies over the page, which stays. */
export function App() {
  const { t } = useTexts();
  const signedIn = useSession();
  if (signedIn.state === 'out') return <SignInPage />;
  return (
    <>
      <Shell session={signedIn.session} />
      {signedIn.state === 'ended' && (
        <Dialog title={t.session.again}>
          <p class="soft">{t.session.againLead}</p>
          <SignInForm mayLeave />
        </Dialog>
      )}
    </>
  );
}

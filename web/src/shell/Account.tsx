import { useTexts } from '../i18n/use-texts.ts';
import { type Session, signOut } from '../session.ts';

/** Who is signed in, by the claims of the token, until when, and the way out. */
export function Account({ session }: { session: Session }) {
  const { t, moment } = useTexts();
  const { subject, scopes, tier, expiresAt } = session;
  return (
    <div class="account">
      <button type="button" class="quiet" popovertarget="account">
        <span class="initial" aria-hidden="true">
          {[...subject][0]?.toUpperCase()}
        </span>
        <span class="who" aria-hidden="true">
          {subject}
        </span>
        <span class="unseen">{t.session.signedInAs(subject)}</span>
      </button>
      <div id="account" popover="auto" role="dialog" aria-label={t.session.details}>
        <dl>
          <dt>{t.session.subject}</dt>
          <dd>{subject}</dd>
          {tier !== undefined && (
            <>
              <dt>{t.session.tier}</dt>
              <dd>{tier in t.tiers ? t.tiers[tier as keyof typeof t.tiers] : tier}</dd>
            </>
          )}
          <dt>{t.session.scopes}</dt>
          <dd class="scopes">
            {scopes.map((scope) => (
              <code key={scope}>{scope}</code>
            ))}
          </dd>
          <dt>{t.session.validUntil}</dt>
          <dd>{moment(expiresAt)}</dd>
        </dl>
        <button type="button" class="button" onClick={signOut}>
          {t.session.signOut}
        </button>
      </div>
    </div>
  );
}

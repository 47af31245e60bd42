import type { PartnerReply, SecretReply } from '../../../lib/schemas/api/replies/partners.ts';
import { api } from '../api/api.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';
import { Rotate } from './Rotate.tsx';

export function Secrets({ partner, onChange }: { partner: PartnerReply; onChange(): void }) {
  const { t } = useTexts();
  const rotate = (
    <Rotate
      label={partner.name}
      says={t.partners.rotatePartner}
      ask={() => api.rotatePartnerSecret({ partnerId: partner.partnerId })}
      onRotated={onChange}
    />
  );
  return (
    <Card title={t.partners.secrets} lead={t.partners.secretsLead} aside={rotate}>
      <SecretList secrets={partner.secrets} />
    </Card>
  );
}

/** Which secrets are good, and until when; nothing that opens them. */
export function SecretList({ secrets }: { secrets: readonly SecretReply[] }) {
  const { t, moment } = useTexts();
  if (secrets.length === 0) return <p class="soft">{t.partners.secretsNone}</p>;
  return (
    <ul class="secret-list">
      {secrets.map(({ secretId, createdAt, expiresAt }) => (
        <li key={secretId}>
          <code>{secretId}</code>
          <span class="soft small">
            {t.partners.secretMade(moment(createdAt))},{' '}
            {expiresAt === undefined ? t.partners.secretStays : t.partners.secretUntil(moment(expiresAt))}
          </span>
        </li>
      ))}
    </ul>
  );
}

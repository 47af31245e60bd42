import type { PartnerReply } from '../../../lib/schemas/api/replies/partners.ts';
import { api } from '../api/api.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Asking } from '../parts/Asking.tsx';
import { Card } from '../parts/Card.tsx';
import { Enabled, Facts } from './marks.tsx';

interface SettingsProps {
  partner: PartnerReply;
  factName(fact: string): string;
  onChange(): void;
}

export function Settings({ partner, factName, onChange }: SettingsProps) {
  const { t, number, moment } = useTexts();
  const { partnerId, tier, enabled, facts, eventsPerMinute, outcomes, version, createdAt, updatedAt } = partner;
  return (
    <Card title={t.partners.settings} aside={<Switch partner={partner} onChange={onChange} />}>
      <dl class="facts plain">
        <dt>{t.partners.id}</dt>
        <dd>
          <code>{partnerId}</code>
        </dd>
        <dt>{t.partners.state}</dt>
        <dd>
          <Enabled enabled={enabled} />
        </dd>
        <dt>{t.partners.tier}</dt>
        <dd>{t.tiers[tier]}</dd>
        <dt>{t.partners.rate}</dt>
        <dd>{number(eventsPerMinute)}</dd>
        <dt>{t.partners.outcomes}</dt>
        <dd>{outcomes ? t.partners.yes : t.partners.no}</dd>
        <dt>{t.partners.created}</dt>
        <dd>{moment(createdAt)}</dd>
        <dt>{t.partners.changed}</dt>
        <dd>{moment(updatedAt)}</dd>
        <dt>{t.partners.version}</dt>
        <dd>{version}</dd>
      </dl>
      <div>
        <h3>{t.partners.facts}</h3>
        <Facts {...{ facts, factName }} withIds />
      </div>
    </Card>
  );
}

/** The settings are put as a whole, at the version that is shown: whoever changed them meanwhile is not overwritten. */
function Switch({ partner, onChange }: { partner: PartnerReply; onChange(): void }) {
  const { t } = useTexts();
  const { partnerId, version, secrets: _s, createdAt: _c, updatedAt: _u, ...settings } = partner;
  const { name, enabled } = settings;
  return (
    <Asking
      action={enabled ? t.partners.disable : t.partners.enable}
      title={enabled ? t.partners.disableTitle(name) : t.partners.enableTitle(name)}
      danger={enabled}
      ask={() => api.putPartner({ partnerId, body: { ...settings, enabled: !enabled }, ifMatch: `"${version}"` })}
      onDone={onChange}
      onStale={onChange}
    >
      <p>{enabled ? t.partners.disableSays : t.partners.enableSays}</p>
    </Asking>
  );
}

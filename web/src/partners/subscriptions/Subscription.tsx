import type { SubscriptionReply } from '../../../../lib/schemas/api/replies/subscriptions.ts';
import { api } from '../../api/api.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Asking } from '../../parts/Asking.tsx';
import { Rotate } from '../Rotate.tsx';
import { SecretList } from '../Secrets.tsx';

interface SubscriptionProps {
  partnerId: string;
  subscription: SubscriptionReply;
  onChange(): void;
}

/** Where notifications go, of what, and whether they arrive. */
export function Subscription({ partnerId, subscription, onChange }: SubscriptionProps) {
  const { t, moment, list } = useTexts();
  const { subscriptionId, url, types, payload, bands, failingSince, disabledFor, secrets } = subscription;
  return (
    <li>
      <div class="subscription-head">
        <b>{url}</b>
        <Arriving subscription={subscription} />
      </div>
      {disabledFor !== undefined && <p class="small down">{t.partners.disabledFor[disabledFor]}</p>}
      {failingSince !== undefined && <p class="small down">{t.partners.failing(moment(failingSince))}</p>}
      <dl class="facts plain">
        <dt>{t.partners.when}</dt>
        <dd>{list(types.map((type) => t.partners.types[type]))}</dd>
        <dt>{t.partners.payload}</dt>
        <dd>{t.partners.payloads[payload]}</dd>
        {bands !== undefined && (
          <>
            <dt>{t.partners.onlyBands}</dt>
            <dd>{list(bands)}</dd>
          </>
        )}
        <dt>{t.partners.id}</dt>
        <dd>
          <code>{subscriptionId}</code>
        </dd>
        <dt>{t.partners.secrets}</dt>
        <dd>
          <SecretList secrets={secrets} />
        </dd>
      </dl>
      <div class="actions">
        <Rotate
          label={url}
          says={t.partners.rotateSubscription}
          ask={() => api.rotateSubscriptionSecret({ partnerId, subscriptionId })}
          onRotated={onChange}
        />
        <Switch partnerId={partnerId} subscription={subscription} onChange={onChange} />
      </div>
    </li>
  );
}

function Arriving({ subscription: { enabled, failingSince } }: { subscription: SubscriptionReply }) {
  const { t } = useTexts();
  if (!enabled) return <span class="state cancelled">{t.partners.disabled}</span>;
  const isFailing = failingSince !== undefined;
  return (
    <span class={`state ${isFailing ? 'failed' : 'finished'}`}>
      {isFailing ? t.partners.failingShort : t.partners.arriving}
    </span>
  );
}

function Switch({ partnerId, subscription, onChange }: SubscriptionProps) {
  const { t } = useTexts();
  const { subscriptionId, version, url, types, payload, bands, enabled } = subscription;
  const settings = { url, types, payload, ...(bands && { bands }), enabled: !enabled };
  const action = enabled ? t.partners.disable : t.partners.enable;
  return (
    <Asking
      action={action}
      label={`${action}: ${url}`}
      title={enabled ? t.partners.disableSubscription : t.partners.enableSubscription}
      danger={enabled}
      ask={() => api.replaceSubscription({ partnerId, subscriptionId, body: settings, ifMatch: `"${version}"` })}
      onDone={onChange}
      onStale={onChange}
    >
      <p>{enabled ? t.partners.disableSubscriptionSays : t.partners.enableSubscriptionSays}</p>
    </Asking>
  );
}

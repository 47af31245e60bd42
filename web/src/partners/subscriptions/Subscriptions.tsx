import { api } from '../../api/api.ts';
import { useQuery } from '../../api/use-query.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { Ready } from '../../parts/states.tsx';
import { Subscription } from './Subscription.tsx';

export function Subscriptions({ partnerId }: { partnerId: string }) {
  const { t } = useTexts();
  const query = useQuery(`subscriptions ${partnerId}`, () => api.listSubscriptions({ partnerId }));
  return (
    <Card title={t.partners.subscriptions} lead={t.partners.subscriptionsLead} wide>
      <Ready of={query}>
        {({ subscriptions }) =>
          subscriptions.length === 0 ? (
            <p class="soft">{t.partners.subscriptionsNone}</p>
          ) : (
            <ul class="subscriptions">
              {subscriptions.map((each) => (
                <Subscription
                  key={each.subscriptionId}
                  partnerId={partnerId}
                  subscription={each}
                  onChange={query.reload}
                />
              ))}
            </ul>
          )
        }
      </Ready>
    </Card>
  );
}

import { api } from '../api/api.ts';
import { useQuery } from '../api/use-query.ts';
import { useFactNames } from '../card/use-fact-names.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Ready } from '../parts/states.tsx';
import { href } from '../route.ts';
import { Deliveries } from './deliveries/Deliveries.tsx';
import { EventsIn } from './EventsIn.tsx';
import { Secrets } from './Secrets.tsx';
import { Settings } from './Settings.tsx';
import { Subscriptions } from './subscriptions/Subscriptions.tsx';

/** One partner: who it is, what it is told and how that arrived, what its events mean. */
export function PartnerPage({ partnerId }: { partnerId: string }) {
  const { t } = useTexts();
  const factName = useFactNames();
  const query = useQuery(`partner ${partnerId}`, () => api.getPartner({ partnerId }));
  return (
    <>
      <PageHeader title={query.state === 'ready' ? query.data.name : partnerId}>
        <a href={href('partners')}>{t.partners.all}</a>
      </PageHeader>
      <Ready of={query}>
        {(partner) => (
          <div class="partner">
            <Settings {...{ partner, factName }} onChange={query.reload} />
            <Secrets partner={partner} onChange={query.reload} />
            <Subscriptions partnerId={partnerId} />
            <Deliveries partnerId={partnerId} />
            <EventsIn {...{ partner, factName }} />
          </div>
        )}
      </Ready>
    </>
  );
}

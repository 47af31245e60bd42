import { useState } from 'preact/hooks';
import type { DeliveryReply } from '../../../../lib/schemas/api/replies/subscriptions.ts';
import type { DeliveryState } from '../../../../lib/schemas/delivery.ts';
import { api } from '../../api/api.ts';
import { useWatched } from '../../api/use-watched.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { Ready } from '../../parts/states.tsx';
import { itemsOf, pagesOf } from '../pages-of.ts';
import { Delivery } from './Delivery.tsx';

const PAGE = 20;
const SOON_MS = 60_000;

/** What it was told, watched while an attempt is near. */
export function Deliveries({ partnerId }: { partnerId: string }) {
  const { t, number } = useTexts();
  const [pages, setPages] = useState(1);
  const [state, setState] = useState<DeliveryState | ''>('');
  const page = (next: string | undefined) =>
    api.listDeliveries({ partnerId, limit: PAGE, next }).then((got) => itemsOf(got, ({ deliveries }) => deliveries));
  const query = useWatched(
    `deliveries ${partnerId}`,
    () => pagesOf(pages, page),
    ({ items }) => items.some(isSoon),
  );
  const more = () => {
    setPages(pages + 1);
    query.reload();
  };
  const states = Object.entries(t.partners.states) as [DeliveryState, string][];
  const choices: [DeliveryState | '', string][] = [['', t.partners.anyState], ...states];
  const tools = (
    <div class="delivery-tools">
      <SelectField
        label={t.partners.show}
        inline
        value={state}
        options={choices}
        onChange={(chosen) => setState(chosen)}
      />
      <button type="button" class="button" onClick={query.reload}>
        {t.partners.refresh}
      </button>
    </div>
  );
  return (
    <Card title={t.partners.deliveries} lead={t.partners.deliveriesLead} aside={tools} wide>
      <Ready of={query}>
        {({ items, next }) => (
          <>
            {state !== '' && <p class="soft small">{t.partners.loaded(number(items.length))}</p>}
            <Shown deliveries={items} state={state} {...{ partnerId }} onChange={query.reload} />
            {next !== undefined && (
              <button type="button" class="button" onClick={more}>
                {t.partners.earlier}
              </button>
            )}
          </>
        )}
      </Ready>
    </Card>
  );
}

interface ShownProps {
  partnerId: string;
  deliveries: readonly DeliveryReply[];
  state: DeliveryState | '';
  onChange(): void;
}

function Shown({ partnerId, deliveries, state, onChange }: ShownProps) {
  const { t } = useTexts();
  const shown = deliveries.filter((each) => state === '' || each.state === state);
  if (shown.length === 0) {
    return <p class="soft">{deliveries.length === 0 ? t.partners.deliveriesNone : t.partners.deliveriesNoneOf}</p>;
  }
  return (
    <ul class="deliveries">
      {shown.map((each) => (
        <Delivery key={each.deliveryId} partnerId={partnerId} delivery={each} onChange={onChange} />
      ))}
    </ul>
  );
}

/** Something may happen to it while somebody looks. */
function isSoon({ state, attempts }: DeliveryReply): boolean {
  const next = attempts.at(-1)?.nextAt;
  return state === 'pending' && (next === undefined || Date.parse(next) - Date.now() < SOON_MS);
}

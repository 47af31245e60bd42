import type { PartnerReply } from '../../../lib/schemas/api/replies/partners.ts';
import type { EventValue, FactMapping } from '../../../lib/schemas/partner.ts';
import { sourceOfPartner } from '../../../lib/schemas/partner.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';

interface EventsInProps {
  partner: PartnerReply;
  factName(fact: string): string;
}

/** What its events mean. What came in is not kept as such, and the card says where it went. */
export function EventsIn({ partner: { partnerId, events }, factName }: EventsInProps) {
  const { t } = useTexts();
  const types = Object.entries(events);
  return (
    <Card title={t.partners.events} lead={types.length === 0 ? t.partners.eventsNone : t.partners.eventsLead} wide>
      {types.length > 0 && (
        <dl class="mappings">
          {types.map(([type, mappings]) => (
            <div key={type}>
              <dt>
                <code>{type}</code>
              </dt>
              {mappings.map((mapping, i) => (
                <dd key={i}>
                  <Mapping {...{ mapping, factName }} />
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
      <aside class="not-logged">
        <h3>{t.partners.notKept}</h3>
        <p class="soft small">
          {t.partners.notKeptSays} <code>{sourceOfPartner(partnerId)}</code>
        </p>
      </aside>
    </Card>
  );
}

function Mapping({ mapping, factName }: { mapping: FactMapping; factName(fact: string): string }) {
  const { t } = useTexts();
  const { fact, value, retracted, account, month } = mapping;
  return (
    <>
      <b>{factName(fact)}</b>
      <code class="soft">{fact}</code>
      <span class="soft">
        {retracted && t.partners.retracts}
        {value && <Value value={value} />}
        {account && (
          <>
            {' · '}
            {t.partners.account} <Value value={account} />
          </>
        )}
        {month && (
          <>
            {' · '}
            {t.partners.month} <Value value={month} />
          </>
        )}
      </span>
    </>
  );
}

function Value({ value }: { value: EventValue }) {
  const { t, list } = useTexts();
  if ('is' in value) return <>{t.partners.always(String(value.is))}</>;
  const words = Object.entries(value.map ?? {});
  return (
    <>
      {t.partners.from} <code>data.{value.from}</code>
      {words.length > 0 && <> ({list(words.map(([word, means]) => `${word} = ${means}`))})</>}
    </>
  );
}

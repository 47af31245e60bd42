import { useState } from 'preact/hooks';
import type { PartnerReply } from '../../../lib/schemas/api/replies/partners.ts';
import { api } from '../api/api.ts';
import { useQuery } from '../api/use-query.ts';
import { useFactNames } from '../card/use-fact-names.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Ready } from '../parts/states.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { href } from '../route.ts';
import { Enabled, Facts, Words } from './marks.tsx';
import { itemsOf, pagesOf } from './pages-of.ts';

const page = (next: string | undefined) =>
  api.listPartners({ limit: 100, next }).then((result) => itemsOf(result, ({ partners }) => partners));

export function PartnerList() {
  const { t } = useTexts();
  const factName = useFactNames();
  const [pages, setPages] = useState(1);
  const query = useQuery('partners', () => pagesOf(pages, page));
  const more = () => {
    setPages(pages + 1);
    query.reload();
  };
  const columns: Column<PartnerReply>[] = [
    {
      title: t.partners.partner,
      cell: ({ partnerId, name }) => (
        <>
          <a href={href('partners', partnerId)}>{name}</a>
          <code class="block soft">{partnerId}</code>
        </>
      ),
    },
    { title: t.partners.tier, cell: ({ tier }) => t.tiers[tier] },
    { title: t.partners.state, cell: ({ enabled }) => <Enabled enabled={enabled} /> },
    { title: t.partners.facts, cell: ({ facts }) => <Facts {...{ facts, factName }} /> },
    { title: t.partners.eventTypes, cell: ({ events }) => <Words words={Object.keys(events)} /> },
  ];
  return (
    <>
      <PageHeader title={t.partners.title} lead={t.partners.lead} />
      <Ready of={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={t.partners.none}>
              <p>{t.partners.noneHint}</p>
            </Empty>
          ) : (
            <Card title={t.partners.all} wide>
              <div class="partner-list">
                <Table
                  caption={t.partners.byId}
                  hideCaption
                  columns={columns}
                  rows={items}
                  keyOf={({ partnerId }) => partnerId}
                />
              </div>
              {next !== undefined && (
                <button type="button" class="button" onClick={more}>
                  {t.partners.more}
                </button>
              )}
            </Card>
          )
        }
      </Ready>
    </>
  );
}

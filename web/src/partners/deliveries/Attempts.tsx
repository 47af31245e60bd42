import type { AttemptReply, DeliveryReply } from '../../../../lib/schemas/api/replies/subscriptions.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { type Column, Table } from '../../parts/Table.tsx';

export function Attempts({ delivery: { attempts, messageId } }: { delivery: DeliveryReply }) {
  const { t, number, moment } = useTexts();
  const columns: Column<AttemptReply>[] = [
    { title: t.partners.at, cell: ({ at }) => moment(at) },
    {
      title: t.partners.result,
      cell: ({ status, failed = '' }) => status ?? t.partners.failures[failed] ?? failed,
    },
    { title: t.partners.took, numeric: true, cell: ({ ms }) => t.partners.ms(number(ms)) },
    { title: t.partners.next, cell: ({ nextAt }) => (nextAt === undefined ? '–' : moment(nextAt)) },
  ];
  return (
    <>
      <Table
        caption={`${t.partners.attempts(number(attempts.length))}, ${messageId}`}
        hideCaption
        columns={columns}
        rows={attempts}
        keyOf={({ at }) => at}
      />
      <p class="soft small">
        webhook-id <code>{messageId}</code>
      </p>
    </>
  );
}

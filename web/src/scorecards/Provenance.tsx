import * as z from 'zod';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';
import { Table } from '../parts/Table.tsx';
import type { Entry } from './all-cards.ts';

/** What `tahini train` writes; any of it may be absent, and what has no name here is shown as it is. */
const Known = z.object({
  method: z.string().optional().catch(undefined),
  parameters: z.record(z.string(), z.unknown()).optional().catch(undefined),
  source: z
    .object({ file: z.string(), sha256: z.string(), rows: z.number(), columns: z.number() })
    .optional()
    .catch(undefined),
  dropped: z
    .array(z.object({ column: z.string(), why: z.string() }))
    .default([])
    .catch([]),
  program: z.object({ name: z.string(), version: z.string() }).optional().catch(undefined),
});

/** Told elsewhere on the page, or of use to programs alone. */
const LEFT_OUT = [
  'strengths',
  'rows',
  'people',
  'badRate',
  'columns',
  'missing',
  'training',
  'baseline',
  'heldOut',
  'measured',
  'foundSpecialCodes',
];

/** Who answers for a card, and where its numbers come from. */
export function Provenance({ card, entry }: { card: Scorecard; entry: Entry }) {
  const { t, number, list } = useTexts();
  const { provenance } = card.file;
  const { method, parameters, source, dropped, program } = Known.parse(provenance);
  const others = Object.entries(provenance).filter(([key]) => !(key in Known.shape) && !LEFT_OUT.includes(key));
  const rows: [name: string, says: string, isCode?: boolean][] = [
    [t.scorecards.hash, entry.hash, true],
    [t.scorecards.dictionary, `${entry.madeFor.id} ${entry.madeFor.version}`],
    ...(method === undefined ? [] : [[t.scorecards.method, method] as [string, string]]),
    ...(parameters === undefined ? [] : [[t.scorecards.parameters, list(pairsIn(parameters))] as [string, string]]),
    ...(source === undefined
      ? []
      : ([
          [t.scorecards.data, t.scorecards.dataIs(source.file, number(source.rows), number(source.columns))],
          [t.scorecards.dataHash, source.sha256, true],
        ] as [string, string, boolean?][])),
    ...(program === undefined
      ? []
      : [[t.scorecards.program, `${program.name} ${program.version}`] as [string, string]]),
    ...(dropped.length === 0
      ? []
      : [
          [t.scorecards.dropped, list(dropped.map(({ column, why }) => t.scorecards.droppedFor(column, why)))] as [
            string,
            string,
          ],
        ]),
    ...others.map(
      ([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)] as [string, string],
    ),
  ];
  return (
    <Card title={t.scorecards.provenance} wide>
      <dl class="pairs provenance">
        {rows.map(([name, says, isCode]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{isCode ? <code>{says}</code> : says}</dd>
          </div>
        ))}
      </dl>
      <History entry={entry} />
    </Card>
  );
}

function pairsIn(values: Record<string, unknown>): string[] {
  return Object.entries(values).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
}

function History({ entry: { activations } }: { entry: Entry }) {
  const { t, moment } = useTexts();
  if (activations.length === 0) return <p class="soft">{t.scorecards.historyNone}</p>;
  return (
    <Table
      caption={t.scorecards.history}
      columns={[
        { title: t.scorecards.number, cell: ({ activationSeq }) => activationSeq },
        { title: t.scorecards.when, cell: ({ activatedAt }) => moment(activatedAt) },
        { title: t.scorecards.by, cell: ({ activatedBy }) => activatedBy },
        { title: t.scorecards.why, cell: ({ reason }) => reason },
      ]}
      rows={activations}
      keyOf={({ activationSeq }) => String(activationSeq)}
    />
  );
}

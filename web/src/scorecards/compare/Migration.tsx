import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';
import { HeatMap } from '../../charts/HeatMap.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { movesOf } from '../moves-of.ts';
import type { bandNames } from './band-names.ts';

interface MigrationProps {
  report: JobReportReply;
  names: ReturnType<typeof bandNames>;
}

/** Bands before by bands after. */
export function Migration({ report, names }: MigrationProps) {
  const { t, number, say } = useTexts();
  const { bands, migration } = report;
  const { changed, people } = movesOf(report);
  const [down, across] = (['from', 'to'] as const).map((end) =>
    bands.filter((name) => name !== 'unscored' || migration.some((row) => row[end] === name)),
  ) as [string[], string[]];
  const values = down.map((from) =>
    across.map((to) => migration.find((row) => row.from === from && row.to === to)?.people ?? 0),
  );
  const place = (name: string) => bands.indexOf(name);
  return (
    <section class="part" aria-label={t.scorecards.migration}>
      <h3>{t.scorecards.migration}</h3>
      <HeatMap
        label={t.scorecards.migrationLabel(number(changed), number(people))}
        across={{ title: t.scorecards.after, labels: across.map((name) => names(name, say)) }}
        down={{ title: t.scorecards.before, labels: down.map((name) => names(name, say)) }}
        values={values}
        show={(value) => number(value)}
        tone={(row, column) => {
          const by = place(across[column]!) - place(down[row]!);
          return by > 0 ? 'up' : by < 0 ? 'down' : '';
        }}
      />
    </section>
  );
}

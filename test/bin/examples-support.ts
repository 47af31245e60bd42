import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryDirectory } from '../support/local.ts';

const HEAD = 'monthlyIncome,disputeRate12m,identityVerified';

/** Rows of people whose goods earn more and are disputed less. */
function rows(count: number, from: number) {
  return Array.from({ length: count }, (_, n) => {
    const i = n + from;
    const income = (i * 7919) % 300;
    const bad = (i * 104_729) % 1000 < 600 - 1.6 * income ? 1 : 0;
    const facts = [income, (i * 31) % (bad ? 40 : 15), (i * 17) % 10 < (bad ? 4 : 8) ? 'true' : 'false'].join(',');
    return { bad, facts, region: i % 3 === 0 ? 'north' : 'south', person: `p-${i}` };
  });
}

const MAPPING = {
  source: 'shop',
  tier: 'partner',
  subject: { column: 'person' },
  observedAt: { date: '2026-06-30' },
  facts: {
    monthlyIncome: { column: 'monthlyIncome' },
    disputeRate12m: { column: 'disputeRate12m' },
    identityVerified: { column: 'identityVerified', map: { true: true, false: false } },
  },
};
const SPEC = {
  columns: { disputeRate12m: { monotonicity: 'descending', label: { en: 'Disputed orders', zh: '有争议的订单' } } },
};

/** What npm and npx lead to, on the port and in the state of a test: of an option that is given twice, the last one counts. */
const PROGRAMS = {
  npx: '#!/bin/sh\n[ "$1" = tahini ] && shift && exec tahini "$@"\n',
  npm: '#!/bin/sh\n[ "$1" = start ] && shift\n[ "$1" = -- ] && shift\nexec tahini start "$@"\n',
  tahini: `#!/bin/sh
case "$1" in
  start) set -- "$@" --port 0 --state "$STATE" ;;
  token | replay-failures) set -- "$@" --state "$STATE" ;;
  import | scorecard | rescore | outcomes) set -- "$@" --api "$API" --state "$STATE" ;;
esac
exec '${process.execPath}' '${resolve('bin/tahini.ts')}' "$@"
`,
};

/** A folder with the files that the examples speak of; its `bin` goes before the PATH. */
export function exampleProject() {
  const directory = temporaryDirectory();
  for (const folder of ['bin', 'cards']) mkdirSync(join(directory, folder));
  cpSync('lib/scorecards', join(directory, 'lib/scorecards'), { recursive: true });
  const csv = (name: string, head: string, lines: string[]) =>
    write(directory, name, `${[head, ...lines].join('\n')}\n`);
  csv(
    'train.csv',
    `bad,${HEAD}`,
    rows(600, 0).map(({ bad, facts }) => `${bad},${facts}`),
  );
  csv(
    'test.csv',
    `bad,region,${HEAD}`,
    rows(400, 600).map(({ bad, region, facts }) => `${bad},${region},${facts}`),
  );
  csv(
    'people.csv',
    `person,${HEAD}`,
    rows(40, 0).map(({ person, facts }) => `${person},${facts}`),
  );
  write(directory, 'mapping.json', JSON.stringify(MAPPING));
  write(directory, 'spec.json', JSON.stringify(SPEC));
  for (const [name, script] of Object.entries(PROGRAMS)) write(directory, `bin/${name}`, script, 0o755);
  return directory;
}

function write(directory: string, name: string, text: string, mode = 0o644): void {
  writeFileSync(join(directory, name), text, { mode });
}

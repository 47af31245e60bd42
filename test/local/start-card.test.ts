import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shippedJson } from '../support/builders.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';
import { altered } from '../support/write-card.ts';

const { card } = shippedJson;
const mine = altered(card, { version: 'mine-1', title: 'Our own' });

test('npm start --card says when another card was activated in its state, and goes on with that', async () => {
  const directory = temporaryDirectory();
  const file = join(directory, 'mine.json');
  writeFileSync(file, JSON.stringify(mine));
  const start = () =>
    tahini([
      'start',
      '--port',
      '0',
      '--card',
      file,
      '--dictionary',
      'lib/scorecards/dictionary.json',
      '--state',
      directory,
    ]);
  const first = start();
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await first.says(/ready/))?.[0] ?? '';
  const at = ['--api', url, '--state', directory];
  const shipped = 'lib/scorecards/expert.json';
  await tahini(['scorecard', 'import', '--card', shipped, '--signed-off-by', 'x', ...at]).ended;
  const reason = ['--force', '--reason', 'x'];
  await tahini(['scorecard', 'activate', card.id, '--version', card.version, ...reason, ...at]).ended;
  first.child.kill('SIGINT');
  const { output } = await first.ended;
  expect(output).not.toContain('Not --card');
  const second = start();
  await second.says(new RegExp(`Not --card but ${card.id} ${card.version} is the active scorecard, by activation 2`));
  second.child.kill('SIGINT');
  expect((await second.ended).code).toBe(0);
});

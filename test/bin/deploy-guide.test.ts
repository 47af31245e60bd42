import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readArguments } from '../../bin/deploy/arguments.ts';
import { check } from '../../bin/deploy/check.ts';
import { readSettings } from '../../bin/deploy/settings.ts';
import { project } from './deploy-support.ts';

const guide = readFileSync('docs/deploy.md', 'utf8');
const COMMAND = /npm run (package|deploy|remove) +-- (--stage(?:\\\n|[^`\n#])*)/g;
const commands = [guide, readFileSync('README.md', 'utf8')].flatMap((page) =>
  [...page.matchAll(COMMAND)].map(
    ([, name = '', line = '']) => [name, line.replaceAll(/[\s\\]+/g, ' ').trim()] as const,
  ),
);

test.each(commands)(
  'npm run %s -- %s: the guide says a command that names its region and is not refused',
  (_name, line) => {
    const given = readArguments(line.split(' '), {});
    expect(given.region).toBeDefined();
    expect(check(readSettings('.', given), given, '.').wrong).toEqual([]);
  },
);

test('the guide shows each of the commands, and npm knows them', () => {
  expect(new Set(commands.map(([name]) => name))).toEqual(new Set(['package', 'deploy', 'remove']));
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const [name] of commands) expect(scripts[name]).toBe(`node bin/tahini.ts ${name}`);
});

test("the guide's file of a stage is all that prod needs", () => {
  const [, file = ''] = /```yaml\n# stages\/prod.yml\n(.*?)```/s.exec(guide) ?? [];
  const card = readFileSync('lib/scorecards/expert.json', 'utf8');
  const root = project({ 'stages/prod.yml': file, 'cards/mine.json': card });
  const given = readArguments('--stage prod --region eu-central-1'.split(' '), {});
  const settings = readSettings(root, given);
  expect(check(settings, given, root)).toEqual({ wrong: [], missing: [] });
  expect(settings.values.activationSeq).toBe('2');
});

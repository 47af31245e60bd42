import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../bin/command.ts';
import { readArguments } from '../../bin/replay/options.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';
import { documentOf, emptyState, HERE, scoreRecord } from './replay-support.ts';

describe('tahini replay-failures', () => {
  it.each([
    ['two places', ['s3://one', 's3://two'], 'one place at a time'],
    ['an unknown option', ['s3://one', '--force'], '--force'],
    ['a place of another kind', ['https://one'], 'neither s3://bucket[/prefix] nor dynamodb://table'],
    ['a bucket that cannot be', ['s3://Not_A_Bucket'], 'neither s3://bucket'],
    ['a folder that is not there', ['./no/such/folder'], 'there is no folder ./no/such/folder'],
    ['a file for a folder', ['./package.json'], './package.json is not a directory'],
    ['a folder, where no state is', ['./docs', '--state', './no/such/state'], 'there is no state in ./no/such/state'],
    ['a folder that is no state', ['--state', './docs'], 'there is no state in ./docs'],
    ['a part of a name', ['s3://one', '--function', 'change'], '--function is score-on-change or publish-change'],
    ['a function of no stream', ['s3://one', '--function', 'tahini-dev-erase-profile'], '--function is'],
    ['a state that is not there', ['--state', './no/such/state'], 'there is no state in ./no/such/state'],
    ['a state for what lies on AWS', ['s3://one', '--state', '.'], '--state is about one machine'],
    ['AWS without a folder', ['--aws'], '--aws needs the folder'],
    ['a day that is none', ['s3://one', '--since', 'yesterday'], '--since takes 2026-11-20'],
    ['a month with 40 days', ['s3://one', '--since', '2026-11-40'], '--since takes 2026-11-20'],
    ['an unknown engine', ['--state', '.', '--engine', 'oracle'], '--engine is one of'],
  ])('with %s is told how to use it', (_what, args, message) => {
    expect(() => readArguments(args)).toThrow(UsageError);
    expect(() => readArguments(args)).toThrow(message);
  });

  it('looks into the files and the table that the state has kept, unless a place is named', () => {
    const state = emptyState();
    expect(readArguments(['--state', state])).toMatchObject({
      places: [{ kind: 'folder', folder: join(state, 'failures') }, { kind: 'table' }],
      here: { stateDir: state, engine: 'dynalite' },
    });
    mkdirSync(join(state, 'mine'));
    expect(readArguments([join(state, 'mine'), '--state', state]).places).toEqual([
      { kind: 'folder', folder: join(state, 'mine') },
    ]);
    expect(readArguments([join(state, 'mine'), '--aws']).here).toBeUndefined();
    expect(readArguments(['s3://a-bucket/some/prefix'])).toMatchObject({
      places: [{ kind: 's3', bucket: 'a-bucket', prefix: 'some/prefix' }],
      here: undefined,
    });
    expect(readArguments(['dynamodb://tahini-prod-operations']).places).toEqual([
      { kind: 'table', table: 'tahini-prod-operations' },
    ]);
  });

  it('needs the state where functions and tables are, and makes none, when it is given a folder', async () => {
    const elsewhere = temporaryDirectory();
    const folder = join(elsewhere, 'kept');
    mkdirSync(folder);
    writeFileSync(join(folder, '1.json'), documentOf([scoreRecord('amina')], HERE));
    const { code, errors } = await tahini(['replay-failures', folder, '--state', join(elsewhere, '.tahini')]).ended;
    expect([code, errors]).toEqual([2, expect.stringContaining('there is no state in')]);
    expect([readdirSync(elsewhere), readdirSync(folder)]).toEqual([['kept'], ['1.json']]);
  });

  it('tells a state of another engine from one that it may use', () => {
    const state = emptyState();
    expect(() => readArguments(['--state', state, '--engine', 'dynamodb-local'])).toThrow(
      `dynamodb-local has kept nothing in ${state}`,
    );
  });

  it('takes the name of a function with and without its stack', () => {
    for (const name of ['publish-change', 'tahini-prod-score-on-change']) {
      expect(readArguments(['s3://one', '--function', name]).functionName).toBe(name);
    }
  });

  it('ends with code 2 when it was used wrongly, and tells how it is used when asked', async () => {
    expect(await tahini(['replay-failures', '--since', 'x', 's3://one']).ended).toMatchObject({ code: 2, output: '' });
    expect((await tahini(['replay-failures', '--help']).ended).output).toContain('--dry-run');
  });
});

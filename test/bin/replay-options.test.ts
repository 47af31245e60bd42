import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../bin/command.ts';
import { readArguments } from '../../bin/replay/options.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';

describe('tahini replay-failures', () => {
  it.each([
    ['two places', ['s3://one', 's3://two'], 'one place at a time'],
    ['an unknown option', ['s3://one', '--force'], '--force'],
    ['a place of another kind', ['https://one'], 'neither s3://bucket[/prefix] nor dynamodb://table'],
    ['a bucket that cannot be', ['s3://Not_A_Bucket'], 'neither s3://bucket'],
    ['a folder that is not there', ['./no/such/folder'], 'there is no folder ./no/such/folder'],
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
    const state = temporaryDirectory();
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

  it('ends with code 2 when it was used wrongly, and tells how it is used when asked', async () => {
    expect(await tahini(['replay-failures', '--since', 'x', 's3://one']).ended).toMatchObject({ code: 2, output: '' });
    expect((await tahini(['replay-failures', '--help']).ended).output).toContain('--dry-run');
  });
});

import { describe, expect, it } from 'vitest';
import { failuresIn } from '../../lib/store/failures.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini, told } from '../support/tahini.ts';
import { CREDENTIALS, OPERATIONS_TABLE, PREFIX, SUBJECTS_TABLE, standIn } from './replay-stand-in.ts';
import { documentOf, HERE, type LambdaAnswer, ON_AWS, scoreRecord, TAKEN } from './replay-support.ts';

const PUBLISH = 'tahini-dev-publish-change';
const aws = standIn();
const { keep, left, replay } = aws;

describe('records that Lambda kept in S3', () => {
  it('are handed to the function that failed on them, and are gone from the bucket once it has taken them', async () => {
    await keep('a', documentOf([scoreRecord('amina'), scoreRecord('bob')]));
    await keep('b', documentOf([scoreRecord('bob', { version: 2 })]));
    const { code, output, invocations } = await replay([`s3://${aws.bucket}`]);
    expect(invocations.map(({ functionName, people }) => [functionName, people])).toEqual([
      [PUBLISH, ['amina', 'bob']],
      [PUBLISH, ['bob']],
    ]);
    expect([code, await left()]).toEqual([0, []]);
    expect(output).toContain('2 document(s) replayed, 0 failed again, 0 refused, 0 set aside again');
  });

  it.each<[string, LambdaAnswer, string]>([
    [
      'fails altogether',
      { functionError: 'Unhandled', payload: { errorMessage: 'amina broke it' } },
      'failed altogether',
    ],
    ['fails on one', { payload: { batchItemFailures: [{ itemIdentifier: '1' }] } }, '1 record(s) failed again'],
    ['is of another kind', { payload: { statusCode: 200 } }, 'not that of a stream function'],
    ['answers nothing', { payload: null }, 'not that of a stream function'],
    ['is too busy', { status: 429, payload: { message: 'amina' } }, ''],
  ])('stay where the function %s, and the next document is handed in all the same', async (_what, answer, why) => {
    await keep('a', documentOf([scoreRecord('amina')]));
    await keep('b', documentOf([scoreRecord('bob')]));
    const { code, output } = await replay([`s3://${aws.bucket}/aws/`], ({ people }) =>
      people[0] === 'amina' ? answer : TAKEN,
    );
    expect([code, await left()]).toEqual([3, ['a']]);
    expect(output).toMatch(new RegExp(`^failed s3://${aws.bucket}/${PREFIX}/a: .*${why.replace(/[()]/g, '.')}`, 'm'));
    expect(output).toContain('1 document(s) replayed, 1 failed again');
  });

  it('are listed by function, time, condition and sequence numbers, and nothing is handed in', async () => {
    const records = [scoreRecord('amina'), scoreRecord('bob')];
    await keep('a', documentOf(records, ON_AWS, new Date('2026-11-20T08:00:00Z')));
    const { code, output, invocations } = await replay([`s3://${aws.bucket}`, '--dry-run', '--json']);
    expect([code, invocations, await left()]).toEqual([0, [], ['a']]);
    expect(JSON.parse(output)).toEqual({
      listed: 1,
      replayed: 0,
      setAside: 0,
      failed: 0,
      refused: 0,
      documents: [
        {
          name: `s3://${aws.bucket}/${PREFIX}/a`,
          outcome: 'listed',
          function: PUBLISH,
          time: '2026-11-20T08:00:00.000Z',
          condition: 'RetryAttemptsExhausted',
          records: 2,
          first: records[0]?.dynamodb?.SequenceNumber,
          last: records[1]?.dynamodb?.SequenceNumber,
        },
      ],
    });
  });

  it('are chosen by function and day, and kept where that is wished', async () => {
    const other = ON_AWS.replace('publish-change', 'score-on-change');
    await keep('a', documentOf([scoreRecord('amina')], other, new Date('2026-11-20T08:00:00Z')));
    await keep('b', documentOf([scoreRecord('bob')], ON_AWS, new Date('2026-11-20T08:00:00Z')));
    await keep('c', documentOf([scoreRecord('bob')], ON_AWS, new Date('2026-11-19T08:00:00Z')));
    const choice = ['--function', 'publish-change', '--since', '2026-11-20', '--keep'];
    const { code, invocations } = await replay([`s3://${aws.bucket}`, ...choice]);
    expect(invocations).toMatchObject([{ functionName: PUBLISH, people: ['bob'] }]);
    expect([code, await left()]).toEqual([0, ['a', 'b', 'c']]);
  });

  it('are refused when they are so old that an erased person could come back', async () => {
    await keep('a', documentOf([scoreRecord('amina', { days: 31 }), scoreRecord('bob')]));
    const { code, output, invocations } = await replay([`s3://${aws.bucket}`]);
    expect([code, invocations, await left()]).toEqual([3, [], ['a']]);
    expect(output).toContain('it is older than 30 days: who was erased since can no longer be told');
  });

  it('leave out whoever was erased since, whom a late score would have given a decision record again', async () => {
    const tombstone = { pk: { S: 'amina' }, sk: { S: 'SCORE' }, erasedVersion: { N: '4' } };
    await aws.put(SUBJECTS_TABLE, tombstone);
    await keep('a', documentOf([scoreRecord('amina', { version: 3 }), scoreRecord('bob')]));
    const { code, output, invocations } = await replay([`s3://${aws.bucket}`]);
    expect(invocations.map(({ people }) => people)).toEqual([['bob']]);
    expect([code, await left()]).toEqual([0, []]);
    expect(output).toContain('without 1 of people who were erased since');
  });

  it('leave out what is older than the enrolment of somebody who was erased and came back', async () => {
    const profile = { pk: { S: 'phoenix' }, sk: { S: 'PROFILE' }, version: { N: '7' }, enrolledVersion: { N: '5' } };
    await aws.put(SUBJECTS_TABLE, profile);
    await keep('a', documentOf([scoreRecord('phoenix', { version: 3 }), scoreRecord('phoenix', { version: 5 })]));
    const { code, output, invocations } = await replay([`s3://${aws.bucket}`]);
    expect(invocations.map(({ people }) => people)).toEqual([['phoenix']]);
    expect([code, await left()]).toEqual([0, []]);
    expect(output).toContain('without 1 of people who were erased since');
  });

  it('go in batches that Lambda takes, however many there are and however large', async () => {
    await keep('a', documentOf(Array.from({ length: 250 }, () => scoreRecord('bob'))));
    await keep('b', documentOf(Array.from({ length: 30 }, () => scoreRecord('bob', { padding: 300_000 }))));
    const { code, invocations } = await replay([`s3://${aws.bucket}`]);
    expect(invocations.slice(0, 3).map(({ people }) => people.length)).toEqual([100, 100, 50]);
    const sizes = invocations.slice(3);
    expect(sizes.reduce((sum, { people }) => sum + people.length, 0)).toBe(30);
    expect(Math.max(...sizes.map(({ bytes }) => bytes))).toBeLessThan(6 * 1024 * 1024);
    expect(code).toBe(0);
  });

  it('are found under whatever name they lie, and what the console calls a folder is none of them', async () => {
    const names = ['a b', 'a+b', 'a%2Fb', 'ü/漢字', '../up', "it's (1) & <2>", '/front', 'line\nbreak'];
    for (const name of names) await aws.keepAs(`odd/${name}`, documentOf([scoreRecord('bob')]));
    await aws.keepAs('odd/folder/', '');
    const { code, output } = await replay([`s3://${aws.bucket}/odd/a`, '--dry-run']);
    expect([code, output]).toEqual([0, expect.stringContaining('3 document(s) could be replayed')]);
    expect(await replay([`s3://${aws.bucket}/odd`])).toMatchObject({ code: 0, errors: '' });
    expect(await aws.keys()).toEqual(['odd/folder/']);
  });

  it('may be replayed by two at once: what the other has taken away is passed over', async () => {
    for (let n = 0; n < 6; n += 1) await keep(`${n}`, documentOf([scoreRecord('bob')]));
    const nested: Promise<{ code: number | null }>[] = [];
    const { code, output, errors } = await replay([`s3://${aws.bucket}`], async () => {
      if (nested.length === 0) nested.push(replay([`s3://${aws.bucket}`]));
      await nested[0];
      return TAKEN;
    });
    expect([(await nested[0])?.code, code, errors]).toEqual([0, 0, '']);
    expect(output).toContain('1 document(s) replayed, 0 failed again');
    expect(await left()).toEqual([]);
  });

  it('that are no such records are named and left alone, and the others are handed in', async () => {
    const good = documentOf([scoreRecord('bob')]);
    await keep('1-text', 'amina was here');
    await keep('2-empty', '');
    await keep('3-json', '{"name": "amina"}');
    await keep('4-cut', good.slice(0, 300));
    await keep('5-payload', good.replace(/"payload":"/, '"payload":"x'));
    await keep('6-here', documentOf([scoreRecord('amina')], HERE));
    await keep('7-queue', good.replaceAll('aws:dynamodb', 'aws:sqs'));
    await keep('8-good', good);
    const { code, output } = await replay([`s3://${aws.bucket}`]);
    const refused = output.split('\n').filter((line) => line.startsWith('refused '));
    expect(refused).toHaveLength(7);
    expect(refused[2]).toContain('3-json: it is no document of failed records: see requestContext');
    expect(refused[5]).toContain('it is of a function of one machine');
    expect([code, (await left()).length]).toEqual([3, 7]);
    expect(output).toContain('1 document(s) replayed, 0 failed again, 7 refused');
  });
});

describe('records that a function sets aside again', () => {
  const expiresAt = Math.floor(Date.now() / 1000) + 1000;
  const setAside = (sequenceNumber: string, now = new Date(0)) => {
    const record = scoreRecord('bob');
    const dynamodb = { ...record.dynamodb, SequenceNumber: sequenceNumber };
    const document = documentOf([{ ...record, dynamodb }], ON_AWS, now);
    const failure = { functionName: PUBLISH, sequenceNumber, document, expiresAt };
    return failuresIn(aws.dynamodb, OPERATIONS_TABLE).keepFailure(failure);
  };
  const isThere = async (sequence: string) =>
    (await aws.get(OPERATIONS_TABLE, `failure#${PUBLISH}`, sequence)) !== undefined;
  const again = (sequence: string) =>
    new RegExp(`^set aside again .*${sequence}: .*: 1 record.s. lie in the Operations table$`, 'm');

  it.each([['taken away'], ['left', '--keep']])(
    'stay in that table and are told, the others are %s',
    async (_, ...keeps) => {
      await setAside('1');
      await setAside('2');
      await aws.put(OPERATIONS_TABLE, {
        pk: { S: 'use#simulate' },
        sk: { S: 'USE' },
        expiresAt: { N: String(expiresAt) },
      });
      const { code, output } = await replay([`dynamodb://${OPERATIONS_TABLE}`, ...keeps], async ({ records }) => {
        if (records[0]?.dynamodb?.SequenceNumber === '2') await setAside('2', new Date());
        return TAKEN;
      });
      expect([await isThere('1'), await isThere('2')]).toEqual([keeps.length > 0, true]);
      expect(output).toMatch(again('publish-change/2'));
      expect(output).toContain('1 document(s) replayed, 0 failed again, 0 refused, 1 set aside again');
      expect(code).toBe(3);
    },
  );

  it('are told of when they came from the bucket, which no longer holds them then', async () => {
    await keep('a', documentOf([scoreRecord('carl'), scoreRecord('bob')]));
    await keep('b', documentOf([scoreRecord('carl')]));
    const { code, output } = await replay([`s3://${aws.bucket}`], async ({ records }) => {
      for (const { dynamodb } of records) {
        if (dynamodb?.Keys?.pk?.S === 'bob') await setAside(dynamodb.SequenceNumber ?? '');
      }
      return TAKEN;
    });
    expect(output).toMatch(again(`${PREFIX}/a`));
    expect(output).toContain('1 document(s) replayed, 0 failed again, 0 refused, 1 set aside again');
    expect([code, await left()]).toEqual([3, []]);
  });
});

describe('a place that cannot be read', () => {
  it.each([
    ['without credentials', {}, 's3://x-y-z', 'no AWS credentials were found'],
    ['without a region', { ...CREDENTIALS, AWS_REGION: undefined }, 's3://x-y-z', 'no AWS region is set'],
    ['in a bucket that is not there', CREDENTIALS, 's3://x-y-z', 'there is no such bucket'],
    ['in a table that is not there', CREDENTIALS, 'dynamodb://nowhere', 'there is no such table'],
  ])('%s is told in one line', async (_what, given, place, words) => {
    const none = Object.fromEntries(
      Object.keys(process.env)
        .filter((name) => name.startsWith('AWS_'))
        .map((name) => [name, undefined]),
    );
    const env = {
      ...none,
      HOME: temporaryDirectory(),
      AWS_EC2_METADATA_DISABLED: 'true',
      ...aws.endpoints(),
      AWS_REGION: 'eu-west-1',
      ...given,
    };
    const { code, output, errors } = await tahini(['replay-failures', place], env).ended;
    expect([code, output]).toEqual([1, '']);
    expect(told(errors)).toContain(words);
  });
});

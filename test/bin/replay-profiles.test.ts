import { describe, expect, it } from 'vitest';
import { type Answering, SUBJECTS_TABLE, standIn } from './replay-stand-in.ts';
import { documentOf, ON_AWS, profileRecord, scoreRecord, TAKEN } from './replay-support.ts';

const SCORE = ON_AWS.replace('publish', 'score').replace('-change', '-on-change');
const aws = standIn();
const store = (id: string, version: number) =>
  aws.put(SUBJECTS_TABLE, {
    pk: { S: id },
    sk: { S: 'PROFILE' },
    version: { N: String(version) },
    evidence: { S: 'of today' },
    picture: { B: new Uint8Array([1, 2, 250]) },
  });
const replay = (answer?: Answering) => aws.replay([`s3://${aws.bucket}`], answer);

describe('records of profiles', () => {
  it('are handed in as the profile is stored now, once per person, without what it was before', async () => {
    await store('amina', 3);
    await store('bob', 1);
    const records = [profileRecord('amina', 1), profileRecord('bob', 1), profileRecord('amina', 2)];
    await aws.keep('a', documentOf(records, SCORE));
    const { code, invocations } = await replay();
    expect(invocations.map(({ people }) => people)).toEqual([['bob', 'amina']]);
    const [, handed] = invocations[0]?.records ?? [];
    expect(handed).toMatchObject({
      eventName: 'MODIFY',
      dynamodb: {
        SequenceNumber: records[2]?.dynamodb?.SequenceNumber,
        Keys: { pk: { S: 'amina' }, sk: { S: 'PROFILE' } },
        NewImage: { version: { N: '3' }, evidence: { S: 'of today' }, picture: { B: 'AQL6' } },
      },
    });
    expect(handed?.dynamodb).not.toHaveProperty('OldImage');
    expect([code, await aws.left()]).toEqual([0, []]);
  });

  it('are handed in even when the record itself was too large to be kept whole', async () => {
    await store('cut', 4);
    const { dynamodb, ...about } = profileRecord('cut', 4);
    const { NewImage: _new, OldImage: _old, ...keys } = dynamodb ?? {};
    await aws.keep('a', documentOf([{ ...about, dynamodb: keys }], SCORE));
    const { code, invocations } = await replay();
    expect(invocations[0]?.records[0]?.dynamodb?.NewImage).toMatchObject({ version: { N: '4' } });
    expect(code).toBe(0);
  });

  it('leave out people whose profile is gone', async () => {
    await aws.keep('a', documentOf([profileRecord('gone', 1), profileRecord('gone', 2)], SCORE));
    const { code, output, invocations } = await replay();
    expect([code, invocations, await aws.left()]).toEqual([0, [], []]);
    expect(output).toContain('without 2 of people who were erased since');
  });

  it('are handed in anew where the profile changed while the function worked, and nobody else’s are', async () => {
    await store('moving', 2);
    await store('resting', 5);
    await aws.keep('a', documentOf([profileRecord('moving', 1), profileRecord('resting', 5)], SCORE));
    let calls = 0;
    const { code, invocations } = await replay(async () => {
      calls += 1;
      if (calls < 3) await store('moving', 2 + calls);
      return TAKEN;
    });
    const versions = invocations.map(({ people, records }) =>
      people.map((id, at) => `${id} ${records[at]?.dynamodb?.NewImage?.version?.N}`),
    );
    expect(versions).toEqual([['moving 2', 'resting 5'], ['moving 3'], ['moving 4']]);
    expect([code, await aws.left()]).toEqual([0, []]);
  });

  it('stay when somebody changes faster than the function answers', async () => {
    await aws.keep('a', documentOf([profileRecord('restless', 1)], SCORE));
    await store('restless', 1);
    let version = 1;
    const { code, output, invocations } = await replay(async () => {
      version += 1;
      await store('restless', version);
      return TAKEN;
    });
    expect(output).toMatch(/^failed .*: somebody in it changes too fast: hand it in again$/m);
    expect([code, invocations.length, await aws.left()]).toEqual([3, 5, ['a']]);
  });
});

it('a record of a score of which nothing but its name was kept stays, for its function would pass it over', async () => {
  const { dynamodb, ...about } = scoreRecord('bob');
  const { NewImage: _new, OldImage: _old, ...keys } = dynamodb ?? {};
  await aws.keep('a', documentOf([{ ...about, dynamodb: keys }]));
  const { code, output, invocations } = await replay();
  expect([code, invocations, await aws.left()]).toEqual([3, [], ['a']]);
  expect(output).toMatch(/^failed .*: a score in it was too large to be kept: only its name is there$/m);
});

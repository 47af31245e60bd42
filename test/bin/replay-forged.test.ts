import { describe, expect, it } from 'vitest';
import { standIn } from './replay-stand-in.ts';
import { ACCOUNT, documentOf, ON_AWS, scoreRecord } from './replay-support.ts';

const aws = standIn();
const good = () => documentOf([scoreRecord('amina'), scoreRecord('bob')]);
const arn = (text: string) => good().replace(ON_AWS, text);

describe('a document that says where to send people’s records', () => {
  it.each<[string, () => string, string]>([
    [
      'to a function of ours that reads no stream',
      () => arn(ON_AWS.replace('publish-change', 'erase-profile')),
      'not of a stream function of a stack',
    ],
    [
      'to somebody’s function',
      () => arn(ON_AWS.replace('tahini-dev-publish-change', 'collect')),
      'not of a stream function of a stack',
    ],
    [
      'to a function without a stack',
      () => arn(ON_AWS.replace('tahini-dev-', '')),
      'not of a stream function of a stack',
    ],
    ['to another region', () => good().replaceAll('eu-west-1', 'us-east-1'), 'of another region than eu-west-1'],
    ['to another account', () => good().replaceAll(ACCOUNT, '210987654321'), 'of another account than the credentials'],
    ['from one account to another', () => arn(ON_AWS.replace(ACCOUNT, '210987654321')), 'not of tahini-dev-subjects'],
    ['from one stack to another', () => arn(ON_AWS.replace('-dev-', '-prod-')), 'not of tahini-prod-subjects'],
    [
      'from another table',
      () => good().replaceAll('tahini-dev-subjects', 'tahini-dev-decisions'),
      'not of tahini-dev-subjects',
    ],
    [
      'to a stack that is not here',
      () => good().replaceAll('tahini-dev-', 'tahini-prod-'),
      'there is no table tahini-prod-subjects',
    ],
  ])('%s is refused, and no function is called', async (_what, forged, why) => {
    expect(forged()).not.toBe(good());
    await aws.keep('a', forged());
    const { code, output, invocations } = await aws.replay([`s3://${aws.bucket}`]);
    expect([code, invocations, await aws.left()]).toEqual([3, [], ['a']]);
    expect(output).toMatch(new RegExp(`^refused .*: it is ${why}$|^refused .*${why}$`, 'm'));
  });

  it('to a version of its function is followed by the name alone, in the account of the credentials', async () => {
    await aws.keep('a', arn(`${ON_AWS}:$LATEST`));
    const { code, invocations } = await aws.replay([`s3://${aws.bucket}`]);
    expect([code, invocations.map(({ functionName }) => functionName)]).toEqual([0, ['tahini-dev-publish-change']]);
  });
});

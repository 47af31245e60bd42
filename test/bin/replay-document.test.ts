import { expect, it } from 'vitest';
import { readDocument, sourceOf } from '../../bin/replay/document.ts';
import { isFunction, STREAM_FUNCTIONS } from '../../bin/replay/names.ts';
import { awsTrouble } from '../../bin/replay/trouble.ts';
import { StoreError } from '../../lib/errors.ts';
import { readService } from '../../local/service.ts';
import { documentOf, ON_AWS, scoreRecord } from './replay-support.ts';

const good = () => documentOf([scoreRecord('amina'), scoreRecord('bob')], `${ON_AWS}:$LATEST`, new Date(0));

it('a kept document says which function failed on which records, whether they lie in it as text or as they are', () => {
  const document = JSON.parse(good());
  for (const payload of [document.payload, JSON.parse(document.payload)]) {
    const read = readDocument(JSON.stringify({ ...document, payload }));
    expect(read).toMatchObject({
      functionName: 'tahini-dev-publish-change',
      region: 'eu-west-1',
      account: '123456789012',
      at: new Date(0),
    });
    const records = typeof read === 'string' ? [] : read.records;
    expect(records.map(({ dynamodb }) => dynamodb.Keys.pk.S)).toEqual(['amina', 'bob']);
    const source = { region: 'eu-west-1', account: '123456789012', table: 'tahini-dev-subjects' };
    expect(records.map(sourceOf)).toEqual([source, source]);
  }
});

it.each([
  [
    'a function that is none',
    (text: string) => text.replace(/arn:aws:lambda[^"]*/, 'amina'),
    'requestContext.functionArn',
  ],
  [
    'a condition that could be a name',
    (text: string) => text.replace('RetryAttemptsExhausted', 'amina ã'),
    'condition',
  ],
  ['no records', (text: string) => text.replace(/"payload":".*"/, '"payload":"{\\"Records\\":[]}"'), 'Records'],
  [
    'a record without its time',
    (text: string) => text.replace(/ApproximateCreationDateTime/, 'x'),
    'ApproximateCreation',
  ],
  [
    'a record without a number',
    (text: string) => text.replace(/SequenceNumber\\":\\"\d+/, 'SequenceNumber\\":\\"amina'),
    'SequenceNumber',
  ],
  ['a record of nobody', (text: string) => text.replace(/pk\\":/, 'amina\\":'), 'Keys.pk'],
  [
    'an image that is none',
    (text: string) => text.replace(/NewImage\\":/, 'NewImage\\":\\"amina\\",\\"x\\":'),
    'NewImage',
  ],
  [
    'a record of no stream',
    (text: string) => text.replace(/eventSourceARN\\":\\"[^"]*/, 'eventSourceARN\\":\\"amina\\'),
    'eventSourceARN',
  ],
])('a document with %s is refused by the place, and nothing of it is quoted', (_what, spoil, place) => {
  const text = spoil(good());
  expect(text).not.toBe(good());
  expect(readDocument(text)).toEqual(expect.stringContaining(place));
  expect(readDocument(text)).not.toContain('amina');
});

it('a function is known by its whole name, with and without its stack', () => {
  expect(isFunction('tahini-prod-score-on-change', 'score-on-change')).toBe(true);
  expect(isFunction('tahini-prod-score-on-change', 'tahini-prod-score-on-change')).toBe(true);
  expect(isFunction('score-on-change', 'score-on-change')).toBe(true);
  expect(isFunction('tahini-prod-score-on-change', 'publish-change')).toBe(false);
  expect(isFunction('tahini-prod-score-on-change', 'tahini-dev-score-on-change')).toBe(false);
  expect(isFunction('tahini-prod-score-on-change', 'change')).toBe(false);
  expect(isFunction('my-score-on-changes', 'score-on-change')).toBe(false);
});

it('records are handed to the functions that serverless.yml puts on a stream, and to no other', () => {
  const { functions } = readService('serverless.yml');
  const readers = functions.filter(({ streams }) => streams.length > 0).map(({ name }) => name);
  expect([...STREAM_FUNCTIONS].sort()).toEqual(readers.sort());
});

it('a refusal of AWS that holds for everything ends a replay in words, any other error concerns one document', () => {
  const named = (name: string) => Object.assign(new Error('about amina'), { name });
  for (const name of ['AccessDeniedException', 'ExpiredTokenException', 'CredentialsProviderError', 'NoSuchBucket']) {
    expect(awsTrouble(named(name))?.remedy, name).toContain(name);
    expect(awsTrouble(new StoreError(named(name)))?.message, name).not.toContain('amina');
  }
  const late = Object.assign(new Error('Signature expired: 20261120'), { name: 'InvalidSignatureException' });
  for (const error of [late, named('RequestTimeTooSkewed')]) {
    expect(awsTrouble(error)?.message).toBe('the clock of this machine is wrong');
  }
  expect(awsTrouble(named('InvalidToken'))?.message).toBe('AWS refuses the credentials');
  expect(awsTrouble(named('ResourceNotFoundException'))).toBeUndefined();
  expect(awsTrouble(named('TooManyRequestsException'))).toBeUndefined();
});

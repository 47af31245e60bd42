import { expect, it } from 'vitest';
import { isFunction, readDocument, tableOf } from '../../bin/replay/document.ts';
import { awsTrouble } from '../../bin/replay/trouble.ts';
import { StoreError } from '../../lib/errors.ts';
import { documentOf, ON_AWS, scoreRecord } from './replay-support.ts';

const good = () => documentOf([scoreRecord('amina'), scoreRecord('bob')], `${ON_AWS}:$LATEST`, new Date(0));

it('a kept document says which function failed on which records, whether they lie in it as text or as they are', () => {
  const document = JSON.parse(good());
  for (const payload of [document.payload, JSON.parse(document.payload)]) {
    const read = readDocument(JSON.stringify({ ...document, payload }));
    expect(read).toMatchObject({
      functionName: 'tahini-prod-publish-change',
      account: '123456789012',
      at: new Date(0),
    });
    const records = typeof read === 'string' ? [] : read.records;
    expect(records.map(({ dynamodb }) => dynamodb.Keys.pk?.S)).toEqual(['amina', 'bob']);
    expect(records.map(tableOf)).toEqual(['tahini-dev-subjects', 'tahini-dev-subjects']);
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

it('a function is known by its name with and without service and stage', () => {
  expect(isFunction('tahini-prod-score-on-change', 'score-on-change')).toBe(true);
  expect(isFunction('score-on-change', 'score-on-change')).toBe(true);
  expect(isFunction('tahini-prod-score-on-change', 'change-of-score')).toBe(false);
  expect(isFunction('my-score-on-changes', 'score-on-change')).toBe(false);
});

it('a refusal of AWS that holds for everything ends a replay in words, any other error concerns one document', () => {
  const named = (name: string) => Object.assign(new Error('about amina'), { name });
  for (const name of ['AccessDeniedException', 'ExpiredTokenException', 'CredentialsProviderError', 'NoSuchBucket']) {
    expect(awsTrouble(named(name))?.remedy, name).toContain(name);
    expect(awsTrouble(new StoreError(named(name)))?.message, name).not.toContain('amina');
  }
  expect(awsTrouble(named('ResourceNotFoundException'))).toBeUndefined();
  expect(awsTrouble(named('TooManyRequestsException'))).toBeUndefined();
});

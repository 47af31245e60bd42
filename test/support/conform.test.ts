import { describe, expect, test } from 'vitest';
import { keptExamples } from '../../bin/openapi/kept-examples.ts';
import { conforms } from './conform.ts';

const headers = (more: Record<string, string> = {}) => new Headers({ 'content-type': 'application/json', ...more });
const score = keptExamples().find(({ id }) => id === 'getScore')?.reply as Record<string, unknown>;
const PATH = '/v1/profiles/amina/score?baseline=maximum';
const problem = { title: 'x', status: 404, instance: 'urn:request:x' };
const asProblem = { 'content-type': 'application/problem+json' };

/** An answer to GET score. */
const answer = (status: number, body: object, more = {}) => ({
  status,
  headers: headers(more),
  text: JSON.stringify(body),
});

describe('an answer is held against docs/openapi.json', () => {
  test('and passes when it is as promised, or the gateway’s own, or of no operation', () => {
    conforms('GET', PATH, answer(200, score));
    conforms('GET', PATH, answer(404, { ...problem, type: 'urn:tahini:problem:unknown-subject' }, asProblem));
    conforms('GET', PATH, answer(503, { message: 'Service Unavailable' }));
    conforms('GET', '/somewhere/else', answer(418, {}));
  });

  test.each<[string, number, object, object, RegExp]>([
    ['a member that nobody promised', 200, { ...score, secret: 1 }, {}, /secret/],
    ['a member of another type', 200, { ...score, coverage: 'high' }, {}, /coverage must be number/],
    ['a date that is none', 200, { ...score, asOf: '4 March' }, {}, /asOf must match format "date"/],
    ['a status that nobody promised', 418, {}, {}, /status is not in it/],
    ['another content type', 200, score, { 'content-type': 'text/plain' }, /content type text\/plain/],
    ['a header that nobody promised', 200, score, { etag: '"1"' }, /etag is not in it/],
    ['a problem of another operation', 404, { ...problem, type: 'urn:tahini:problem:unknown-job' }, asProblem, /type/],
    [
      'a 503 that does not say when',
      503,
      { ...problem, type: 'urn:tahini:problem:throttled' },
      asProblem,
      /Retry-After/,
    ],
  ])('and is found out by %s', (_, status, body, more, why) => {
    expect(() => conforms('GET', PATH, answer(status, body, more))).toThrow(why);
  });
});

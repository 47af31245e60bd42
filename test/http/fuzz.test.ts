import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { useApi } from '../support/api.ts';
import { body, by, headers, id, query } from './any-request.ts';

// What nobody sends in earnest, at every door: the answer is a reply or a problem, never a failure of ours.

// FUZZ_RUNS=4000 for a longer look.
const SEED = Date.now() % 1_000_000;
const RUNS = Number(process.env.FUZZ_RUNS ?? 300);
const api = useApi(() => ({ environment: { SIMULATIONS_PER_HOUR: '1000000' } }));
const logged: string[] = [];
let tokens: string[];

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((...said) => void logged.push(said.join(' ')));
  tokens = [await api.service('bank', 'bureau'), await api.service('shop', 'platform'), await api.person('ada')];
});
afterAll(() => vi.restoreAllMocks());

describe(`seed ${SEED}`, () => {
  test.each([
    ['PUT', ''],
    ['GET', ''],
    ['POST', '/score'],
    ['GET', '/score'],
    ['GET', '/score/history'],
    ['POST', '/score/simulate'],
    ['DELETE', ''],
  ])('%s %s answers whatever is sent', async (method, rest) => {
    const withBody =
      method === 'PUT' || rest === '/score/simulate'
        ? body
        : fc.oneof({ weight: 4, arbitrary: fc.constant(Buffer.alloc(0)) }, { weight: 1, arbitrary: body });
    const statuses = new Map<number, number>();
    const property = fc.asyncProperty(id, query, headers, by, withBody, async (who, search, given, caller, sent) => {
      const authorization = `Bearer ${typeof caller === 'number' ? tokens[caller] : caller}`;
      const answer = await send(method, `/v1/profiles/${who}${rest}${search}`, { ...given, authorization }, sent);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status).toBeLessThan(500);
      if (answer.status === 204) return;
      const reply = JSON.parse(answer.text);
      // The gateway's own: an address that is none of ours.
      if (answer.text === '{"message":"Not Found"}' || answer.text === '{"message":"Bad Request"}') return;
      expect(answer.type).toBe(answer.status < 400 ? 'application/json' : 'application/problem+json');
      if (answer.status >= 400)
        expect(reply).toMatchObject({
          status: answer.status,
          type: expect.stringMatching(/^urn:tahini:problem:[a-z-]+$/),
        });
      // With a ? or # in it the path ends there, and the answer is about what stands before.
      else if (!/[?#]/.test(who))
        expect(reply).toMatchObject(
          rest === '/score/history'
            ? { decisions: expect.any(Array) }
            : rest === '/score/simulate'
              ? { asOf: expect.any(String) }
              : { subjectId: who },
        );
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: 50 * RUNS });
    await api.local.idle();
    expect(logged).toEqual([]);
    expect(statuses.size, JSON.stringify([...statuses])).toBeGreaterThan(2);
  });
});

/** fetch would put the address right; this sends it as it stands. */
function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  sent: Buffer,
): Promise<{ status: number; type: string | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(api.url);
    const request = httpRequest(
      { hostname, port, method, path, headers: { ...headers, 'content-length': sent.length } },
      (response) => {
        let received = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          received += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'], text: received }),
        );
      },
    );
    request.on('error', reject).end(sent);
  });
}

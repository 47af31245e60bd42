import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Exchange, sendExamples } from '../../bin/openapi/examples.ts';
import { EXAMPLE_URL, keptExamples, shown } from '../../bin/openapi/kept-examples.ts';
import type { Operation } from '../../lib/schemas/api/operation.ts';
import { OPERATIONS } from '../../lib/schemas/api/operations.ts';
import type { OperationId } from '../../lib/schemas/api/routes.ts';
import { useApi } from '../support/api.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';

const api = useApi();
let receiver: Receiver;
let exchanges: Exchange[];
beforeAll(async () => {
  receiver = await startReceiver();
  // `call` holds each answer against docs/openapi.json.
  exchanges = await sendExamples(api.local, receiver.url, api.call);
}, 150_000);
afterAll(() => receiver?.close());

describe('the examples of the API reference, sent to a running service', () => {
  test('are answered as their operation says, with each status that it has when all is well', () => {
    const seen = new Set(exchanges.map(({ id, status }) => `${id} ${status}`));
    // What is open to anybody is tested where it is served: it answers with this document.
    const promised = Object.entries<Operation>(OPERATIONS)
      .filter(([, { access }]) => access !== 'open')
      .flatMap(([id, { replies }]) => Object.keys(replies).map((status) => `${id} ${status}`));
    expect([...seen].toSorted()).toEqual(promised.toSorted());
  });

  test('are requests that fit their schemas', () => {
    for (const { id, params, query, headers, body } of exchanges) {
      const operation: Operation = OPERATIONS[id as OperationId];
      for (const [part, given] of Object.entries({ params, query, headers, body })) {
        expect(() => operation[part as 'body']?.parse(given), `${id} ${part}`).not.toThrow();
      }
    }
  });

  test('are those that it shows (npm run docs:openapi -- --examples)', () => {
    const asked = ({ id, status, body }: Exchange) => ({ id, status, body });
    expect(keptExamples().map(asked)).toEqual(shown(exchanges, receiver.url).map(asked));
    expect(JSON.stringify(keptExamples())).toContain(EXAMPLE_URL);
  });

  test('and the answers that it shows are what such an operation answers', () => {
    for (const { id, status, reply } of keptExamples()) {
      const { body }: Operation['replies'][number] =
        (OPERATIONS[id].replies as Operation['replies'])[status] ?? fail(id);
      expect(body === undefined ? reply === undefined : body.safeParse(reply).error, `${id} ${status}`).toBe(
        body === undefined ? true : undefined,
      );
    }
  });
});

function fail(id: string): never {
  throw new Error(`${id} does not answer so`);
}

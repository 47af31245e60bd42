import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outbound } from '../../../lib/http/outbound/outbound.ts';
import { post } from '../../../lib/http/outbound/post.ts';
import { resolveBy } from '../../../lib/http/outbound/resolve.ts';
import { startDns } from '../../support/dns-server.ts';

// A name server of the attacker's, over real DNS. Whoever connects to this machine is counted.

const onAws = { loopbackAllowed: false };
const URL_OF_NAME = 'https://hooks.attacker.example:8443/';
let here: Server;
let connections = 0;
beforeAll(async () => {
  here = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => here.listen(8443, '127.0.0.1', resolve).once('error', () => resolve()));
});
afterAll(() => here.close());

async function withNames(
  say: Parameters<typeof startDns>[0],
  see: (dns: Awaited<ReturnType<typeof startDns>>, out: ReturnType<typeof outbound>) => Promise<void>,
): Promise<void> {
  const dns = await startDns(say);
  try {
    await see(dns, outbound(onAws, resolveBy([dns.server])));
  } finally {
    await dns.close();
  }
  expect(connections).toBe(0);
}

describe('a name that leads elsewhere when it is sent to than when it was registered', () => {
  test('is taken, and never connected to', async () => {
    const say = (_name: string, type: string, before: number) =>
      type === 'AAAA' ? [] : before === 0 ? ['8.8.8.8'] : ['127.0.0.1'];
    await withNames(say, async (dns, { refusedUrl, post: send }) => {
      expect(await refusedUrl(URL_OF_NAME)).toBeUndefined();
      expect(await send(URL_OF_NAME, {}, '{}')).toEqual({ failed: 'address-refused' });
      expect(await refusedUrl(URL_OF_NAME)).toBe('Must lead to a public address.');
      expect(dns.asked.filter((each) => each === 'A hooks.attacker.example')).toHaveLength(3);
    });
  });

  test('in the middle of a sending, is asked once: the connection goes to the first answer', async () => {
    const say = (_name: string, type: string, before: number) =>
      type === 'AAAA' ? [] : before === 0 ? ['8.8.8.8'] : ['127.0.0.1'];
    await withNames(say, async (dns) => {
      const rules = { ...onAws, timeoutMs: 500, resolve: resolveBy([dns.server]) };
      // Nobody answers there from here, or somebody who has no certificate for the name.
      expect(await post(new URL(URL_OF_NAME), {}, '{}', rules)).toHaveProperty('failed');
      expect(dns.asked.sort()).toEqual(['A hooks.attacker.example', 'AAAA hooks.attacker.example']);
    });
  });

  test.each([
    [['127.0.0.1'], []],
    [['8.8.8.8', '10.0.0.1'], []],
    [['8.8.8.8'], ['::1']],
    [[], ['::ffff:7f00:1']],
    [[], ['64:ff9b::a9fe:a9fe']],
    [[], ['fd00:ec2::254']],
    [['169.254.169.254'], ['2606:4700::1111']],
  ])('and says %j and %j, is refused whole', async (four, six) => {
    await withNames(
      (_name, type) => (type === 'A' ? four : six),
      async (_dns, { refusedUrl, post: send }) => {
        expect(await refusedUrl(URL_OF_NAME)).toBe('Must lead to a public address.');
        expect(await send(URL_OF_NAME, {}, '{}')).toEqual({ failed: 'address-refused' });
      },
    );
  });
});

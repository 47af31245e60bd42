import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLoopback, isPublic } from '../../../lib/http/outbound/addresses.ts';
import { checkUrl } from '../../../lib/http/outbound/check-url.ts';
import { outbound } from '../../../lib/http/outbound/outbound.ts';
import { post } from '../../../lib/http/outbound/post.ts';
import { HOSTILE } from './hostile.ts';

const onAws = { loopbackAllowed: false };
const onOneMachine = { loopbackAllowed: true };

describe('an address for notifications', () => {
  test.each(HOSTILE)('is refused at its registration and at a sending, without a look-up: %j', async (text) => {
    let lookups = 0;
    const resolve = async () => {
      lookups += 1;
      return [{ address: '8.8.8.8', family: 4 }];
    };
    const { refusedUrl, post: send } = outbound(onAws, resolve);
    expect(await refusedUrl(text)).toMatch(/^(Must|The port must) .+\.$/);
    expect(await send(text, {}, '{}')).toEqual({ failed: 'url-refused' });
    expect(lookups).toBe(0);
  });

  test.each([
    'https://example.com',
    'https://hooks.example.com/',
    'https://hooks.example.com:443/a/b?c=d&e=%20f',
    'https://hooks.example.com:8443/tahini',
    'HTTPS://Hooks.Example.COM/Path',
    'https://xn--bcher-kva.example/',
    'https://example.com?q=@127.0.0.1',
    'https://example.com/@127.0.0.1:22/',
    'https://1e100.net/',
  ])('is taken: %s', (text) => {
    expect(checkUrl(text, onAws)).toMatchObject({ ok: true });
  });

  test.each(['http://127.0.0.1:4000/hook', 'http://localhost:4000/', 'http://[::1]:4000/', 'http://127.0.0.1/'])(
    'on one machine may be that machine: %s',
    (text) => {
      expect(checkUrl(text, onOneMachine)).toMatchObject({ ok: true });
      expect(checkUrl(text, onAws)).toHaveProperty('refused');
    },
  );

  test.each([
    'http://example.com/',
    'http://127.0.0.2:4000/',
    'http://127.1/',
    'http://0.0.0.0:4000/',
    'http://192.168.1.1/',
    'http://localhost.example.com/',
    'http://localhost@example.com/',
    'http://127.0.0.1:99999/',
    'http://169.254.169.254/',
    'https://127.0.0.1/',
  ])('on one machine may be no other machine, and no other way to it: %s', (text) => {
    expect(checkUrl(text, onOneMachine)).toHaveProperty('refused');
  });

  test('is read by everybody as we read it: what is taken has the same name in its text and in its parsed form', () => {
    const part = fc.constantFrom(
      'a',
      'example',
      '.',
      'com',
      '@',
      ':',
      '443',
      '/',
      '\\',
      '%2e',
      '１',
      '[',
      ']',
      '?',
      '0x7f',
      '1',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = `https://${parts.join('')}`;
        const checked = checkUrl(text, onAws);
        if (!('ok' in checked)) return;
        expect(text.toLowerCase()).toMatch(
          new RegExp(`^https://${checked.url.hostname.replaceAll('.', '\\.')}([:/?]|$)`),
        );
        expect(checked.url).toMatchObject({ username: '', password: '', hash: '' });
        expect(['', '8443']).toContain(checked.url.port);
      }),
      { numRuns: 3000 },
    );
  });
});

const FORBIDDEN = [
  '0.0.0.0',
  '0.1.2.3',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.255',
  '169.254.169.254',
  '169.254.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:a9fe:a9fe',
  '::8.8.8.8',
  '64:ff9b::8.8.8.8',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:2::1',
  '2001:10::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '2606:4700::1111%eth0',
  'localhost',
  '',
];

describe('a name that leads to', () => {
  const url = new URL('https://receiver.test/');
  const send = (...addresses: string[]) =>
    post(url, {}, '{}', {
      ...onAws,
      timeoutMs: 200,
      resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    });

  test.each(FORBIDDEN)('%s is not connected to', async (address) => {
    expect(isPublic(address)).toBe(false);
    expect(await send(address)).toEqual({ failed: 'address-refused' });
  });

  test('a public address and a private one, is not connected to at all, whichever comes first', async () => {
    expect(await send('8.8.8.8', '127.0.0.1')).toEqual({ failed: 'address-refused' });
    expect(await send('10.0.0.1', '8.8.8.8')).toEqual({ failed: 'address-refused' });
  });

  test('nothing, is not resolved', async () => {
    expect(await send()).toEqual({ failed: 'unresolved' });
  });

  test.each(['8.8.8.8', '1.1.1.1', '100.63.255.255', '100.128.0.0', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'])(
    '%s may be connected to',
    (address) => {
      expect([isPublic(address), isLoopback(address)]).toEqual([true, false]);
    },
  );
});

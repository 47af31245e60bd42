import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLoopback, isPublic } from '../../../lib/http/outbound/addresses.ts';
import { checkUrl } from '../../../lib/http/outbound/check-url.ts';
import { post } from '../../../lib/http/outbound/post.ts';

const onAws = { loopbackAllowed: false };
const onOneMachine = { loopbackAllowed: true };

const HOSTILE = [
  // IPv4, in every way that a parser understands
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.0.0.1/',
  'https://017700000001/',
  'https://0177.0.0.1/',
  'https://127.1/',
  'https://127.0.1/',
  'https://0/',
  'https://0.0.0.0/',
  'https://169.254.169.254/latest/meta-data/',
  'https://2852039166/',
  'https://0xa9fea9fe/',
  'https://0251.0376.0251.0376/',
  'https://10.0.0.1:8443/',
  'https://192.168.1.1/',
  'https://8.8.8.8/',
  'https://0x/',
  'https://1.1.1.0x1/',
  // IPv6
  'https://[::1]/',
  'https://[::]/',
  'https://[0:0:0:0:0:ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[fd00:ec2::254]/',
  'https://[fe80::1%25eth0]/',
  'https://[fe80::1%eth0]/',
  'https://[2606:4700::1111]/',
  'https://::1/',
  // names of this machine and this network
  'https://localhost/',
  'https://localhost:8443/',
  'https://api.localhost/',
  'https://metadata/',
  'https://metadata.google.internal/',
  'https://printer.local/',
  'https://1.0.0.127.in-addr.arpa/',
  'https://abc.onion/',
  // dots
  'https://example.com./',
  'https://127.0.0.1./',
  'https://.example.com/',
  'https://example..com/',
  'https://',
  'https:///example.com/',
  // credentials
  'https://user@example.com/',
  'https://user:secret@example.com/',
  'https://example.com@127.0.0.1/',
  'https://@example.com/',
  'https://example.com:443@169.254.169.254/',
  // other digits, dots and letters than ASCII's
  'https://１２７.０.０.１/',
  'https://①②⑦.⓪.⓪.①/',
  'https://127。0。0。1/',
  'https://exam\u00adple.com/',
  'https://ex\u0430mple.com/',
  'https://example\u3002com/',
  'https://ⓔxample.com/',
  // encodings, and what parsers leave out
  'https://%31%32%37.0.0.1/',
  'https://example%2ecom/',
  'https://example.com%00.evil.com/',
  'https://exa\tmple.com/',
  'https://exam\nple.com/',
  ' https://example.com/',
  'https://example.com/ ',
  'https:\\\\example.com\\',
  'https:/example.com/',
  'https:example.com',
  'https://example.com\\@127.0.0.1/',
  'https://example.com#@127.0.0.1/',
  'https://example.com/#part',
  'https://exam_ple.com/',
  'https://-example.com/',
  `https://${'a'.repeat(64)}.com/`,
  `https://${'a.'.repeat(130)}com/`,
  `https://example.com/${'a'.repeat(2048)}`,
  // other schemes and ports
  'http://example.com/',
  'http://127.0.0.1/',
  'http://localhost:3000/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_SET',
  'data:text/plain,x',
  'javascript:alert(1)',
  'ws://example.com/',
  '//example.com/',
  'example.com',
  '',
  'https://example.com:80/',
  'https://example.com:22/',
  'https://example.com:0443/',
  'https://example.com:+443/',
  'https://example.com:/',
  'https://example.com:65979/',
  'https://example.com:443:443/',
];

describe('an address for notifications', () => {
  test.each(HOSTILE)('is refused, and it is said why: %j', (text) => {
    expect(checkUrl(text, onAws)).toEqual({ refused: expect.stringMatching(/^(Must|The port must) .+\.$/) });
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

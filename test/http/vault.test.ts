import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSecret } from '../../lib/http/signature.ts';
import { kmsVault } from '../../lib/http/vault/kms.ts';
import { localVault } from '../../lib/http/vault/local.ts';
import { remembered } from '../../lib/http/vault/remembered.ts';
import type { Vault } from '../../lib/schemas/partner.ts';
import { KEY, type KmsServer, startKms } from '../support/kms.ts';

let kms: KmsServer;
beforeAll(async () => {
  kms = await startKms();
});
afterAll(() => kms.close());

const credentials = { accessKeyId: 'here', secretAccessKey: 'only' };
const overKms = (key = KEY) =>
  kmsVault(key, { endpoint: kms.endpoint, region: 'eu-central-1', credentials, maxAttempts: 1 });
const local = (key = randomBytes(32).toString('hex')) => localVault(key);

describe.each<[string, () => Vault]>([
  ['of KMS (a server that speaks its protocol)', overKms],
  ['of one machine', local],
])('a vault %s', (_name, make) => {
  test('gives a secret back to its owner, and to nobody else', async () => {
    const vault = make();
    const secret = newSecret();
    const sealed = await vault.seal(secret, 'partner:acme');
    expect(sealed).not.toContain(secret.slice(6));
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain(secret.slice(6));
    expect(await vault.open(sealed, 'partner:acme')).toBe(secret);
    for (const other of ['partner:acme2', 'partner:', '', 'subscription:acme:1'])
      await expect(vault.open(sealed, other), other).rejects.toThrow();
  });

  test('opens nothing that was touched', async () => {
    const vault = make();
    const sealed = Buffer.from(await vault.seal(newSecret(), 'partner:acme'), 'base64');
    for (const at of [0, 12, sealed.length - 1]) {
      const touched = Buffer.from(sealed);
      touched[at] = (touched[at] ?? 0) ^ 1;
      await expect(vault.open(touched.toString('base64'), 'partner:acme')).rejects.toThrow();
    }
    for (const short of ['', 'AAAA', sealed.subarray(0, -1).toString('base64')])
      await expect(vault.open(short, 'partner:acme')).rejects.toThrow();
  });

  test('seals the same secret to another text each time', async () => {
    const vault = make();
    const [one, two] = [await vault.seal('whsec_x', 'a'), await vault.seal('whsec_x', 'a')];
    expect(one).not.toBe(two);
  });
});

test('one machine’s secrets do not open on another', async () => {
  const sealed = await local().seal(newSecret(), 'partner:acme');
  await expect(local().open(sealed, 'partner:acme')).rejects.toThrow();
});

describe('when KMS', () => {
  const open = () => overKms().open('AAAA', 'partner:acme');
  test.each<[string, Parameters<KmsServer['answerWith']>[0]]>([
    ['is throttled', [400, { __type: 'ThrottlingException' }]],
    ['fails', [500, { __type: 'KMSInternalException' }]],
    ['times out inside', [503, { __type: 'DependencyTimeoutException' }]],
    ['hangs up', 'hang up'],
  ])('%s, the caller is told to come again', async (_, answer) => {
    kms.answerWith(answer);
    await expect(open()).rejects.toMatchObject({ kind: 'throttled', retryAfter: 2 });
    kms.answerWith(undefined);
  });

  test('refuses, it is our fault, and named', async () => {
    kms.answerWith([400, { __type: 'AccessDeniedException' }]);
    await expect(open()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    kms.answerWith(undefined);
    await expect(overKms(`${KEY}0`).seal('x', 'a')).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

describe('what is open is remembered', () => {
  test('by what is sealed and for whom, so KMS is asked once, also by many at once', async () => {
    const vault = remembered(overKms());
    const sealed = await vault.seal('whsec_once', 'partner:acme');
    kms.calls.length = 0;
    const opened = await Promise.all(Array.from({ length: 20 }, () => vault.open(sealed, 'partner:acme')));
    expect(new Set([...opened, await vault.open(sealed, 'partner:acme')])).toEqual(new Set(['whsec_once']));
    expect(kms.calls).toEqual(['Decrypt partner:acme']);
    await expect(vault.open(sealed, 'partner:other')).rejects.toThrow();
  });

  test('but not what could not be opened', async () => {
    const vault = remembered(overKms());
    const sealed = await vault.seal('whsec_later', 'partner:acme');
    kms.answerWith([500, {}]);
    await expect(vault.open(sealed, 'partner:acme')).rejects.toThrow();
    kms.answerWith(undefined);
    expect(await vault.open(sealed, 'partner:acme')).toBe('whsec_later');
  });

  test('and no more than so many, those asked for lately', async () => {
    const opened: string[] = [];
    const counting: Vault = {
      seal: async (secret) => secret,
      open: async (sealed) => {
        opened.push(sealed);
        return sealed;
      },
    };
    const vault = remembered(counting, 2);
    for (const sealed of ['a', 'b', 'a', 'c', 'a', 'b']) await vault.open(sealed, 'owner');
    expect(opened).toEqual(['a', 'b', 'c', 'b']);
  });
});

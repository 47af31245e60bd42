import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localVault } from '../../lib/http/vault/local.ts';
import { openState } from '../../local/state.ts';
import { temporaryDirectory } from '../support/local.ts';

function keysOf(directory: string, fresh = false) {
  const state = openState(directory, fresh);
  const keys = { hash: state.logHashKey(), secrets: state.secretsKey() };
  state.release();
  return keys;
}

test('what partners’ secrets are sealed by outlasts a run, as the tables do, and ends with them', async () => {
  const directory = temporaryDirectory();
  const first = keysOf(directory);
  const sealed = await localVault(first.secrets).seal('whsec_x', 'partner:acme');
  const again = keysOf(directory);
  expect(again).toEqual(first);
  expect(await localVault(again.secrets).open(sealed, 'partner:acme')).toBe('whsec_x');
  const wiped = keysOf(directory, true);
  await expect(localVault(wiped.secrets).open(sealed, 'partner:acme')).rejects.toThrow();
  expect(new Set([first.secrets, first.hash, wiped.secrets, wiped.hash]).size).toBe(4);
});

test('nobody else on this machine can read it', () => {
  const directory = temporaryDirectory();
  keysOf(directory);
  expect(statSync(join(directory, 'secrets-key')).mode & 0o077).toBe(0);
});

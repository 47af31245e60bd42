import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildIfChanged } from '../../bin/build.ts';
import { temporaryDirectory } from '../support/local.ts';

/** A project of one function. */
function project() {
  const root = temporaryDirectory();
  mkdirSync(join(root, 'functions'));
  mkdirSync(join(root, 'lib'));
  const functions = { hello: { handler: 'build/hello.handler' } };
  writeFileSync(join(root, 'serverless.yml'), JSON.stringify({ service: 's', provider: { name: 'aws' }, functions }));
  writeFileSync(join(root, 'functions/hello.ts'), "export { handler } from '../lib/said.ts';");
  const say = (what: string) => writeFileSync(join(root, 'lib/said.ts'), `export const handler = () => '${what}';`);
  say('hello');
  const bundle = join(root, 'build/hello.mjs');
  /** The bundle's text, and whether it was made by this build. */
  const built = async () => {
    const before = statSync(bundle, { throwIfNoEntry: false })?.ino;
    await buildIfChanged(root);
    return { text: readFileSync(bundle, 'utf8'), isNew: statSync(bundle).ino !== before };
  };
  return { root, bundle, say, built };
}

test('what starts again builds nothing again, and everything after any change', async () => {
  const { root, bundle, say, built } = project();
  expect(await built()).toEqual({ text: expect.stringContaining('hello'), isNew: true });
  expect((await built()).isNew).toBe(false);
  say('good day');
  expect(await built()).toEqual({ text: expect.stringContaining('good day'), isNew: true });
  writeFileSync(join(root, 'lib/unused.ts'), '');
  expect((await built()).isNew).toBe(true);
  rmSync(bundle);
  expect((await built()).isNew).toBe(true);
  say("a fault in the next line' +");
  await expect(built()).rejects.toThrow();
  say('well again');
  expect(await built()).toEqual({ text: expect.stringContaining('well again'), isNew: true });
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { OPERATIONS } from '../../lib/schemas/api/operations.ts';
import { type App, installClient } from '../support/installed-client.ts';
import { OK, startFaulty } from './faulty-server.ts';

let app: App;
let code: string;
beforeAll(async () => {
  app = await installClient();
  code = readFileSync(join(app.folder, 'node_modules/tahini/client.js'), 'utf8');
}, 240_000);
afterAll(() => rmSync(dirname(app.folder), { recursive: true, force: true }));

describe('the client as an app has it', () => {
  test('is less than 5,000 bytes gzipped, and nothing is installed beside it', () => {
    expect(app.built.gzipped).toBeLessThan(5000);
    const installed = readdirSync(join(app.folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed).toEqual(['tahini']);
    expect(readdirSync(join(app.folder, 'node_modules/tahini')).toSorted()).toEqual([
      'LICENSE',
      'client.d.ts',
      'client.js',
      'contract.d.ts',
      'package.json',
      'types.d.ts',
    ]);
  });

  test('asks the platform for fetch, AbortController and timers, and for nothing else', () => {
    for (const name of 'URL URLSearchParams Buffer process window document navigator location crypto performance Headers Request Response AbortSignal require globalThis self TextEncoder TextDecoder structuredClone queueMicrotask XMLHttpRequest localStorage atob btoa'.split(
      ' ',
    ))
      expect(code).not.toMatch(new RegExp(`(?<![\\w.'"])${name}\\b`));
  });

  /** A context has the language alone, and what is given to it here. */
  test('runs where there is nothing else, as in the engine of React Native', async () => {
    const { url, got } = await startFaulty(['reset', OK]);
    const { code: script } = await transform(code, { format: 'iife', globalName: 'tahini', target: 'es2018' });
    const context = createContext({ fetch, AbortController, setTimeout, clearTimeout, url });
    const run = `${script}; tahini.createClient({ baseUrl: url + '/', token: 't', retries: { firstMs: 1 } })`;
    const answer = await runInContext(`${run}.upsertProfile({ subjectId: 'a@b', body: { facts: {} } })`, context);
    expect(answer).toMatchObject({ ok: true, status: 200, attempts: 2, etag: '"7"', data: OK.body });
    expect(got[1]).toMatchObject({ method: 'PUT', path: '/v1/profiles/a%40b', body: '{"facts":{}}' });
    const without = createContext({ fetch, AbortController, setTimeout, clearTimeout, url, Symbol: {} });
    const pages = `${script}; tahini.createClient({ baseUrl: url, token: 't' }).pages('listPartners')['@@asyncIterator']().next()`;
    expect(await runInContext(pages, without)).toMatchObject({ done: false, value: { ok: true } });
  });

  test('has a method for each operation that a token opens', async () => {
    writeFileSync(
      join(app.folder, 'names.mjs'),
      "import { createClient } from 'tahini/client';\nconsole.log(Object.keys(createClient({ baseUrl: '', token: '' })).join());",
    );
    const names = (await app.node('names.mjs')).trim().split(',');
    const withToken = Object.entries(OPERATIONS).filter(([, { access }]) => typeof access !== 'string');
    expect(names.toSorted()).toEqual([...withToken.map(([id]) => id), 'pages'].toSorted());
  });
});

describe('its types', () => {
  const HEAD = "import { createClient } from 'tahini/client';\nconst c = createClient({ baseUrl: '', token: '' });\n";
  const complaints = (lines: string) => {
    writeFileSync(join(app.folder, 'app.ts'), HEAD + lines);
    return app.typecheck('app.ts');
  };

  test('need no other package, and no line of a library is skipped', async () => {
    expect(
      await complaints(`
        import type { Failure, Score, Result } from 'tahini/client';
        const done: Result<'getScore'> = await c.getScore({ subjectId: 'a', baseline: 'cutoff' }, { timeoutMs: 1 });
        if (done.ok) { const reply: Score = done.data; reply.reasons[0]?.text.zh satisfies string | undefined; }
        const put = await c.putPartner({ partnerId: 'p', body: { name: 'P', tier: 'partner', facts: [] } });
        if (put.ok && put.status === 201) put.data.secret satisfies string;
        const any: Failure[] = [done, put].filter((each) => !each.ok);
        for await (const page of c.pages('listDecisions', { subjectId: 'a' })) if (page.ok) page.data.decisions.length;
        await c.startRescore(); await c.listPartners(); await c.rotatePartnerSecret({ partnerId: 'p', ifMatch: '"1"' });
        export { any };
      `),
    ).toBe('');
  });

  test('complain when something is wrong', async () => {
    const wrong = [
      'await c.getScore({});',
      "await c.getScore({ subjectId: 'a', base: 'cutoff' });",
      "await c.upsertProfile({ subjectId: 'a', body: { fact: {} } });",
      "await c.receiveEvents({ partnerId: 'p' });",
      "{ const r = await c.getScore({ subjectId: 'a' }); if (!r.ok && r.problem.kind === 'no-scores-yet') {} }",
      "(await c.getScore({ subjectId: 'a' })).data;",
      "c.pages('getScore', { subjectId: 'a' });",
    ];
    const found = await complaints(wrong.join('\n'));
    const lines = [...found.matchAll(/^app\.ts\((\d+),/gm)].map(([, line]) => wrong[Number(line) - 3]);
    expect([...new Set(lines)]).toEqual(wrong);
  });

  // Within the project, for the schemas' types need zod.
  test('are those of the schemas', async () => {
    mkdirSync('build', { recursive: true });
    const folder = mkdtempSync(resolve('build/client-types-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(join(app.folder, 'node_modules/tahini/contract.d.ts'), join(folder, 'written.d.ts'));
    writeFileSync(
      join(folder, 'same.ts'),
      `import type { Contract } from '../../lib/client/contract.ts';
       import type { Contract as Written } from './written.js';
       // Else a member that may be left out would not be missed.
       type Deep<T> = T extends object ? { [K in keyof T]-?: Deep<T[K]> } : T;
       type Both = keyof Contract & keyof Written;
       type Unlike<A, B> = [Deep<A>] extends [Deep<B>] ? ([Deep<B>] extends [Deep<A>] ? never : 'says more') : 'says less';
       type Parts<Id extends Both> = { [P in 'input' | 'responses' | 'problems']: [Id, P, Unlike<Written[Id][P], Contract[Id][P]>] };
       type Told<T> = T extends [unknown, unknown, never] ? never : T;
       type All = { [Id in Both]: Told<Parts<Id>[keyof Parts<Id>]> }[Both] | Exclude<keyof Contract | keyof Written, Both>;
       export const none: never = null as unknown as All;`,
    );
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions: { exactOptionalPropertyTypes: false },
      include: [],
      files: ['same.ts'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });
});

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFrom } from '../../local/load.ts';
import { startLocal } from '../../local/start-local.ts';
import { build } from '../build.ts';
import { sendExamples } from './examples.ts';
import { EXAMPLES_FILE, shown } from './kept-examples.ts';

/** Sends the examples to a service of its own and keeps what it answers. */
export async function recordExamples(): Promise<void> {
  await using started = new AsyncDisposableStack();
  await build();
  const stateDir = mkdtempSync(join(tmpdir(), 'tahini-examples-'));
  started.defer(() => rmSync(stateDir, { recursive: true, force: true }));
  const partner = createServer((_, response) => response.writeHead(204).end()).listen(0, '127.0.0.1');
  started.defer(() => void partner.close());
  await once(partner, 'listening');
  const url = `http://127.0.0.1:${(partner.address() as AddressInfo).port}/`;
  const load = loadFrom(process.cwd());
  const local = await startLocal({ serviceFile: 'serverless.yml', stateDir, port: 0, load });
  started.defer(() => local.close());
  const exchanges = await sendExamples(local, url, async (method, path, ask) => {
    const response = await fetch(local.url + path, { method, ...ask });
    return { status: response.status, text: await response.text() };
  });
  writeFileSync(EXAMPLES_FILE, `${JSON.stringify(shown(exchanges, url), null, 1)}\n`);
}

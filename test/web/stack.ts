import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { begin } from '../../bin/start/begin.ts';
import { operatorToken } from '../../bin/start/console-link.ts';
import { loadSample } from '../../local/load-sample.ts';
import { samplePopulation } from '../../local/sample.ts';
import type { Local } from '../../local/start-local.ts';
import { addLongKnown } from './past.ts';

export interface Stack {
  local: Local;
  /** An operator's token, as in the link that `npm start` prints. */
  token: string;
  close(): Promise<void>;
}

export interface StackOptions {
  people?: number;
  /** Also somebody with years of evidence and scores: past.ts. */
  longKnown?: boolean;
}

/** The whole service with its console, as `npm start` begins it, with some sample people. */
export async function startStack({ people = 6, longKnown = false }: StackOptions = {}): Promise<Stack> {
  const stateDir = mkdtempSync(join(tmpdir(), 'tahini-web-'));
  const local = await begin({ stateDir, fresh: false, engine: 'dynalite', port: 0, environment: {} });
  const asOf = new Date().toISOString().slice(0, 10);
  await loadSample(local, samplePopulation({ seed: 1, count: people, asOf }));
  if (longKnown) await addLongKnown({ local });
  const close = async () => {
    await local.close();
    rmSync(stateDir, { recursive: true, force: true });
  };
  return { local, token: await operatorToken(local), close };
}

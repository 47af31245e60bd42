import { fileURLToPath } from 'node:url';
import { loadFrom } from '../../local/load.ts';
import { Problem } from '../../local/problem.ts';
import { type Local, startLocal } from '../../local/start-local.ts';
import { buildIfChanged } from '../build.ts';
import { documentsOf } from '../web/documents.ts';
import { buildSite } from '../web/site.ts';
import type { StartOptions } from './options.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const SERVICE_FILE = `${ROOT}serverless.yml`;

/** The service on this machine, functions and console bundled as they would be deployed. */
export async function begin(options: Omit<StartOptions, 'sample'>): Promise<Local> {
  const building = buildIfChanged();
  building.catch(() => {});
  const loadBuilt = loadFrom(ROOT);
  const load = async (handler: string) => {
    await building.catch(explainBuild);
    return loadBuilt(handler);
  };
  const { stateDir, fresh, engine, port, environment } = options;
  const documents = documentsOf(await buildSite().catch(explainBuild));
  try {
    return await startLocal({ serviceFile: SERVICE_FILE, stateDir, fresh, engine, port, environment, load, documents });
  } catch (error) {
    // Left at work, the bundler's process would write its own complaint below ours.
    await building.catch(() => {});
    throw error;
  }
}

function explainBuild(error: unknown): never {
  if (!(error instanceof Error) || error instanceof Problem) throw error;
  const [, fault = error.message] = error.message.split('\n');
  throw new Problem(`the sources cannot be built: ${fault}`, 'correct it and start again');
}

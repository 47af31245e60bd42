import { join } from 'node:path';
import { buildIfChanged } from '../../../bin/build.ts';
import { loadFrom } from '../../../local/load.ts';
import { readService } from '../../../local/service.ts';
import { startLocal } from '../../../local/start-local.ts';

const SERVICE_FILE = 'serverless.yml';

/**
 * The service under the example's learned card. Its streams are left off: a profile is stored and its score computed and
 * stored by the two requests themselves; what the stream would do besides only takes time.
 */
export async function serve(folder: string, stateDir: string) {
  const service = readService(SERVICE_FILE);
  const functions = service.functions.map((it) => ({ ...it, streams: [], queues: [], schedules: [] }));
  await buildIfChanged();
  return startLocal({
    serviceFile: SERVICE_FILE,
    service: { ...service, functions },
    stateDir,
    port: 0,
    load: loadFrom(process.cwd()),
    environment: {
      LOG_LEVEL: 'WARN',
      SCORECARD_FILE: join(folder, 'learned.json'),
      DICTIONARY_FILE: join(folder, 'learned.dictionary.json'),
    },
  });
}

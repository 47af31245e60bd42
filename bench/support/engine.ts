import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { javaIsPresent } from '../../local/engines/java.ts';
import { ENGINES, type EngineKind } from '../../local/engines/start-engine.ts';

/** The engines that can run here, and a line for each that cannot. */
export function enginesHere(): { present: EngineKind[]; notMeasured: string[] } {
  if (javaIsPresent()) return { present: [...ENGINES], notMeasured: [] };
  const notMeasured = ["DynamoDB Local, AWS's own engine: it needs Java 17, which is not installed here"];
  return { present: ENGINES.filter((kind) => kind !== 'dynamodb-local'), notMeasured };
}

/** Runs an engine in memory, with the tables of serverless.yml, in a process of its own for as long as `use` takes. */
export async function withEngine<T>(kind: EngineKind, use: (endpoint: string) => Promise<T>): Promise<T> {
  const script = fileURLToPath(new URL('engine-process.ts', import.meta.url));
  const child = fork(script, [kind], { execArgv: [] });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the engine ${kind} ended`);
  });
  ended.catch(() => {});
  try {
    const [endpoint] = (await Promise.race([once(child, 'message'), ended])) as [string];
    return await use(endpoint);
  } finally {
    if (child.connected) child.disconnect();
    await ended.catch(() => {});
  }
}

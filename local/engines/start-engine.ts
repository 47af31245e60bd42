import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startDynalite } from './dynalite.ts';
import { useEndpoint } from './endpoint.ts';
import type { Engine } from './engine.ts';
import { spawnDynamoDbLocal } from './java.ts';

export const ENGINES = ['dynalite', 'dynamodb-local'] as const;
export type EngineKind = (typeof ENGINES)[number];

export interface EngineChoice {
  kind: EngineKind;
  /** Where items, changes and readers' places are kept; in memory when there is none. */
  stateDir?: string | undefined;
  /** An engine that already runs is used as it is. */
  endpoint?: string | undefined;
}

export async function startEngine({ kind, stateDir, endpoint }: EngineChoice): Promise<Engine> {
  const checkpoints =
    stateDir === undefined ? undefined : join(stateDir, `${endpoint ? 'endpoint' : kind}.checkpoints.json`);
  if (endpoint) return useEndpoint(endpoint, checkpoints);
  const data = stateDir === undefined ? undefined : resolve(stateDir, kind);
  if (data !== undefined) mkdirSync(data, { recursive: true });
  if (kind === 'dynalite') return startDynalite(data);
  const java = await spawnDynamoDbLocal(data);
  await java.ready;
  const engine = useEndpoint(java.endpoint, checkpoints);
  const close = async () => {
    await engine.close();
    await java.close();
  };
  return { ...engine, close };
}

import type { EngineKind } from '../../local/engines/start-engine.ts';
import { applyEnvironment, localEnvironment } from '../../local/environment.ts';
import { readService } from '../../local/service.ts';
import { type Bundle, type Bundles, bundled } from '../api/bundle.ts';
import { type Issuer, startIssuer } from '../api/issuer.ts';
import { putRequests } from '../api/requests.ts';
import { withEngine } from '../support/engine.ts';
import { median } from '../support/rounds.ts';
import { batchOperations } from './batches.ts';
import { type Handler, invokeEach, type Sample } from './invoke.ts';
import { itemsAt } from './items.ts';
import type { Operation } from './operation.ts';
import { catchOutput } from './output.ts';
import { enrol } from './people.ts';
import { requestOperations } from './requests.ts';

export interface BilledEffort {
  engines: readonly EngineKind[];
  people: number;
  rounds: number;
  /** Per operation and round. */
  requests: number;
  records: number;
}

/** The median sample of each operation, by engine. */
export type Billed = Map<EngineKind, Map<string, Sample>>;

const FUNCTIONS = [
  'upsert-profile',
  'compute-score',
  'get-profile',
  'erase-profile',
  'score-on-change',
  'publish-change',
] as const;

const service = readService(new URL('../../serverless.yml', import.meta.url).pathname);
const TABLES = {
  subjects: service.environment.SUBJECTS_TABLE ?? '',
  decisions: service.environment.DECISIONS_TABLE ?? '',
  operations: service.environment.OPERATIONS_TABLE ?? '',
};
/** Logs and metrics as on AWS, and no end to simulations. */
const SETTINGS = {
  LOG_HASH_KEY: 'of-no-account-but-long-enough-to-be-a-key',
  LOG_LEVEL: 'INFO',
  SERVICE_NAME: 'tahini-dev',
  METRICS_NAMESPACE: 'Tahini',
  SIMULATIONS_PER_HOUR: '1000000',
};

export async function measureBilled({ engines, ...effort }: BilledEffort): Promise<Billed> {
  const bundling = bundled(FUNCTIONS);
  const issuer = await startIssuer();
  const billed: Billed = new Map();
  try {
    for (const kind of engines) {
      billed.set(kind, await withEngine(kind, (endpoint) => measureOn({ endpoint, kind, bundling, issuer, effort })));
    }
  } finally {
    issuer.close();
    (await bundling).remove();
  }
  return billed;
}

interface Place {
  endpoint: string;
  kind: EngineKind;
  bundling: Promise<Bundles>;
  issuer: Issuer;
  effort: Omit<BilledEffort, 'engines'>;
}

async function measureOn({ endpoint, kind, bundling, issuer, effort }: Place): Promise<Map<string, Sample>> {
  const restore = applyEnvironment({ ...localEnvironment(service, endpoint), ...issuer.environment, ...SETTINGS });
  const items = itemsAt(endpoint, TABLES);
  try {
    const handlers = await load(await bundling, kind);
    const given = await putRequests(effort.people, issuer);
    const functions = {
      put: handlers['upsert-profile'],
      scoreOnChange: handlers['score-on-change'],
      publishChange: handlers['publish-change'],
    };
    const { result: known } = await catchOutput(() => enrol(functions, items, given));
    const operations = [
      ...requestOperations({ issuer, items, requests: known.requests, count: effort.requests }),
      ...batchOperations(known.turns, effort.records),
    ];
    return await inRounds(operations, handlers, effort.rounds);
  } finally {
    items.close();
    restore();
  }
}

type Handlers = Record<(typeof FUNCTIONS)[number], Handler>;

async function load(bundles: Bundles, run: string): Promise<Handlers> {
  const loaded = FUNCTIONS.map(async (name) => {
    const { handler } = (await bundles.load(name, run)) as { handler: Handler };
    return [name, handler] as const;
  });
  return Object.fromEntries(await Promise.all(loaded)) as Handlers;
}

/** The operations take turns; a round before the first makes all warm and is not counted. */
async function inRounds(
  operations: readonly Operation[],
  handlers: Partial<Record<Bundle, Handler>>,
  rounds: number,
): Promise<Map<string, Sample>> {
  const samples = new Map(operations.map(({ name }) => [name, [] as Sample[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, functionName, prepare, check, leastCalls } of operations) {
      const sample = await invokeEach(handlers[functionName] as Handler, await prepare(), check);
      if (round === 0) continue;
      if (sample.calls < leastCalls) throw new Error(`${name} made ${sample.calls} calls, not ${leastCalls}`);
      samples.get(name)?.push(sample);
    }
  }
  return new Map([...samples].map(([name, list]) => [name, middle(list)]));
}

function middle(samples: readonly Sample[]): Sample {
  const names = Object.keys(samples[0] ?? {}) as (keyof Sample)[];
  return Object.fromEntries(
    names.map((name) => [name, median(samples.map((each) => each[name]))]),
  ) as unknown as Sample;
}

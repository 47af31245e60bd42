import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { EngineKind } from '../../local/engines/start-engine.ts';
import { applyEnvironment, localEnvironment } from '../../local/environment.ts';
import { readService } from '../../local/service.ts';
import { withEngine } from '../support/engine.ts';
import { type Contender, type Effort, ratesOf } from '../support/rounds.ts';
import type { bareCalls } from './bare.ts';
import { type Bundle, bundled } from './bundle.ts';
import { type Issuer, startIssuer } from './issuer.ts';
import { call, type Handler, type PutRequest, putEvent, putRequests, scoreEvent } from './requests.ts';

export interface ApiEffort extends Effort {
  people: number;
  engines: readonly EngineKind[];
}

/** Requests per CPU second of the process that handles them, by round, by contender, by engine. */
export type ApiRates = Map<EngineKind, Map<string, number[]>>;

const service = readService(new URL('../../serverless.yml', import.meta.url).pathname);
const TABLE = service.environment.SUBJECTS_TABLE ?? '';

export async function measureApi({ engines, people, ...effort }: ApiEffort): Promise<ApiRates> {
  // Bundling goes on while the first engine starts.
  const bundling = bundled(['upsert-profile', 'compute-score', 'bare']);
  const issuer = await startIssuer();
  const rates: ApiRates = new Map();
  try {
    for (const kind of engines) {
      rates.set(kind, await withEngine(kind, (endpoint) => measureOn(endpoint, kind)));
    }
  } finally {
    issuer.close();
    (await bundling).remove();
  }
  return rates;

  async function measureOn(endpoint: string, run: string) {
    const restore = applyEnvironment({ ...localEnvironment(service, endpoint), ...issuer.environment });
    try {
      const bundles = await bundling;
      const load = (name: Bundle) => bundles.load(name, run);
      const { contenders, close } = await prepare({ load, endpoint, issuer, people });
      const measured = await ratesOf(contenders, effort);
      close();
      return measured;
    } finally {
      restore();
    }
  }
}

interface Setting {
  load(name: Bundle): Promise<unknown>;
  endpoint: string;
  issuer: Issuer;
  people: number;
}

async function prepare({ load, endpoint, issuer, people }: Setting) {
  const { handler: put } = (await load('upsert-profile')) as { handler: Handler };
  const { handler: score } = (await load('compute-score')) as { handler: Handler };
  const calls = (await load('bare')) as { bareCalls: typeof bareCalls };
  const bare = calls.bareCalls(endpoint, TABLE);
  const requests = await putRequests(people, issuer);
  const own = requests.filter(({ report }) => report.tier === 'self');
  for (const request of requests) await call(put, putEvent(request, 0));
  for (const { subjectId, token } of own) await call(score, scoreEvent('POST', subjectId, token));
  for (const { subjectId } of own) await bare.copy(subjectId, bareKey(subjectId));
  const contenders = [
    putHandler(put, requests),
    each('PUT bare', requests, (request) => bare.put(bareKeyOf(putEvent(request, 0)))),
    each('GET handler', own, ({ subjectId, token }) => call(score, scoreEvent('GET', subjectId, token))),
    each('GET bare', own, ({ subjectId, token }) => bare.get(bareKeyOf(scoreEvent('GET', subjectId, token)))),
  ];
  return { contenders, close: bare.close };
}

/** The bare calls pay for the making of an event, too: it is the bench's. */
function bareKeyOf(event: APIGatewayProxyEventV2): string {
  return bareKey(event.pathParameters?.subjectId ?? '');
}

/** The same people, so the same items, under keys of the same length. */
function bareKey(subjectId: string): string {
  return subjectId.replace('sample', 'copied');
}

function putHandler(put: Handler, requests: readonly PutRequest[]): Contender {
  let revision = 0;
  return each('PUT handler', requests, async (request) => {
    revision += 1;
    const reply = await call(put, putEvent(request, revision));
    if (reply.includes('"accepted":[]')) throw new Error('a report was no news');
  });
}

/** One after the other, as a Lambda instance gets them. */
function each(
  name: string,
  requests: readonly PutRequest[],
  send: (request: PutRequest) => Promise<unknown>,
): Contender {
  const run = async () => {
    for (const request of requests) await send(request);
  };
  return { name, units: requests.length, run };
}

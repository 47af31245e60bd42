import { type EngineKind, startEngine } from './engines/start-engine.ts';
import { issueToken, type TokenRequest } from './issuer.ts';
import { asProblem } from './problem.ts';
import { startQueues } from './queues/engine.ts';
import { type Runner, type RunnerOptions, startRunner } from './runner.ts';
import { readService, type Service } from './service.ts';
import { openState, type State } from './state.ts';

export interface LocalOptions extends Pick<RunnerOptions, 'port' | 'load' | 'environment' | 'documents' | 'log'> {
  serviceFile: string;
  /** Instead of what that file says. */
  service?: Service;
  /** Where everything is kept. */
  stateDir: string;
  /** Begins with an empty state. */
  fresh?: boolean;
  engine?: EngineKind;
  /** An engine that already runs; by default DYNAMODB_ENDPOINT, where it is set. */
  endpoint?: string | undefined;
}

export interface Local extends Runner {
  state: State;
  /** Where DynamoDB's own clients reach the engine. */
  dynamodb: string;
  /** Where SQS's own clients reach the queues, when the service has some. */
  sqs: string | undefined;
  token(request: Omit<TokenRequest, 'state'>): Promise<string>;
}

const DAY_MS = 86_400_000;

/** The whole service on this machine: state, engine, tables, functions. What was begun is ended when a step fails. */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const { serviceFile, stateDir, fresh, engine: kind = 'dynalite', endpoint = process.env.DYNAMODB_ENDPOINT } = options;
  await using started = new AsyncDisposableStack();
  const { service = readService(serviceFile) } = options;
  const state = openState(stateDir, fresh);
  started.defer(() => state.release());
  state.reach(Math.floor(Date.now() / DAY_MS) + Number(options.environment?.CLOCK_DAYS_AHEAD ?? 0));
  try {
    const engine = await startEngine({ kind, stateDir: state.directory, endpoint });
    started.defer(() => engine.close());
    await engine.createTables(service.tables);
    const queues = service.queues.length > 0 ? await startQueues(service.queues, state.queues) : undefined;
    if (queues) started.defer(() => queues.close());
    const runner = await startRunner({ ...options, service, engine, queues, state });
    started.defer(() => runner.close());
    const running = started.move();
    return {
      ...runner,
      state,
      dynamodb: engine.endpoint,
      sqs: queues?.endpoint,
      token: (request) => issueToken({ ...request, state: state.directory }),
      close: () => running.disposeAsync(),
    };
  } catch (error) {
    throw asProblem(error);
  }
}

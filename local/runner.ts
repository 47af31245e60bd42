import { whatFailed } from '../lib/http/telemetry.ts';
import type { Engine } from './engines/engine.ts';
import { applyEnvironment, localEnvironment } from './environment.ts';
import { startGateway } from './http/gateway.ts';
import { AUDIENCE, ISSUER, KEYS_PATH, publicKeys } from './issuer.ts';
import { type Handler, invoke } from './lambda.ts';
import type { Queues } from './queues/engine.ts';
import type { LambdaFunction, Service } from './service.ts';
import type { State } from './state.ts';
import { forgetOldFailures } from './streams/failures.ts';
import { driveTriggers, type Invoke } from './triggers.ts';

export interface RunnerOptions {
  service: Service;
  engine: Engine;
  /** Where the service has queues. */
  queues?: Queues | undefined;
  state: State;
  /** 0 takes any free one. */
  port: number;
  load(handler: string): Promise<Handler>;
  /** Settings of the functions on top of serverless.yml. */
  environment?: Record<string, string>;
  /** What is served beside the API as it is, by path: a reply each. */
  documents?: Record<string, unknown>;
  log?(line: string): void;
}

export interface Runner {
  url: string;
  /** Calls a function as its trigger would: its reply, or its throw. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** Resolves when every stream and queue has been caught up with, but for messages that are put off. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Drives the functions of a service on this machine, with the events they would get on AWS. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const { service, engine, queues, state, log = console.error } = options;
  const loading = Promise.withResolvers<Invoke>();
  // Who calls before the functions are loaded waits for them.
  loading.promise.catch(() => {});
  const gateway = await startGateway({
    port: options.port,
    routes: service.functions.flatMap(({ routes }) => routes),
    invoke: async (name, event) => (await loading.promise)(name, event),
    documents: { ...options.documents, [KEYS_PATH]: await publicKeys(state.directory) },
  });
  const url = `http://127.0.0.1:${gateway.port}`;
  const restoreEnvironment = applyEnvironment({
    ...localEnvironment(service, engine.endpoint, {
      logHashKey: state.logHashKey(),
      secretsKey: state.secretsKey(),
      queues: queues?.endpoint,
    }),
    TOKEN_ISSUER: ISSUER,
    TOKEN_AUDIENCE: AUDIENCE,
    TOKEN_KEYS_URL: `${url}${KEYS_PATH}`,
    ...options.environment,
  });
  try {
    const { call, finished } = counted(await loadFunctions(service.functions, options.load, log));
    loading.resolve(call);
    await forgetOldFailures(state.failures);
    const triggers = await driveTriggers({ service, engine, queues, failures: state.failures, invoke: call, log });
    const close = async () => {
      await gateway.close();
      await triggers.close();
      // Whose caller hung up still works, with this environment.
      await finished();
      restoreEnvironment();
    };
    return { url, invoke: call, idle: triggers.idle, close };
  } catch (error) {
    loading.reject(error);
    await gateway.close();
    restoreEnvironment();
    throw error;
  }
}

/** `finished` resolves when no call is under way. */
function counted(invoke: Invoke): { call: Invoke; finished(): Promise<void> } {
  const underWay = new Set<Promise<unknown>>();
  const call: Invoke = (name, event) => {
    const answer = invoke(name, event);
    underWay.add(answer);
    return answer.finally(() => underWay.delete(answer));
  };
  return { call, finished: async () => void (await Promise.allSettled(underWay)) };
}

async function loadFunctions(
  functions: readonly LambdaFunction[],
  load: (handler: string) => Promise<Handler>,
  log: (line: string) => void,
): Promise<Invoke> {
  const loaded = await Promise.all(functions.map(async (about) => ({ about, handler: await load(about.handler) })));
  const byName = new Map(loaded.map((entry) => [entry.about.name, entry]));
  return async (name, event) => {
    const { handler, about } = byName.get(name)!;
    return invoke(handler, about, event).catch((error: unknown) => {
      log(`${name} failed: ${whereItFailed(error)}`);
      throw error;
    });
  };
}

/** Kind and place of an error. Its message may speak of a person, so it stays out of the log. */
function whereItFailed(error: unknown): string {
  const { name, at } = whatFailed(error);
  return [name, at[0]].filter(Boolean).join(' ');
}

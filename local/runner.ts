import { relative } from 'node:path';
import { whatFailed } from '../lib/http/telemetry.ts';
import type { Engine } from './engines/engine.ts';
import { applyEnvironment, localEnvironment } from './environment.ts';
import { startGateway } from './http/gateway.ts';
import { AUDIENCE, ISSUER, KEYS_PATH, publicKeys } from './issuer.ts';
import { type Handler, invoke } from './lambda.ts';
import type { LambdaFunction, Service } from './service.ts';
import type { State } from './state.ts';
import { forgetOldFailures, keepFailure } from './streams/failures.ts';
import { driveStreams, type GivenUp } from './streams/stream-driver.ts';

export interface RunnerOptions {
  service: Service;
  engine: Engine;
  state: State;
  /** 0 takes any free one. */
  port: number;
  load(handler: string): Promise<Handler>;
  /** Settings of the functions on top of serverless.yml. */
  environment?: Record<string, string>;
  log?(line: string): void;
}

export interface Runner {
  url: string;
  /** Calls a function as its trigger would: its reply, or its throw. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** Resolves when every stream trigger has caught up. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Drives the functions of a service on this machine, with the events they would get on AWS. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const { service, engine, state, log = console.error } = options;
  const loading = Promise.withResolvers<Invoke>();
  // Who calls before the functions are loaded waits for them.
  loading.promise.catch(() => {});
  const gateway = await startGateway({
    port: options.port,
    routes: service.functions.flatMap(({ routes }) => routes),
    invoke: async (name, event) => (await loading.promise)(name, event),
    documents: { [KEYS_PATH]: await publicKeys(state.directory) },
  });
  const url = `http://127.0.0.1:${gateway.port}`;
  const restoreEnvironment = applyEnvironment({
    ...localEnvironment(service, engine.endpoint, state.logHashKey()),
    TOKEN_ISSUER: ISSUER,
    TOKEN_AUDIENCE: AUDIENCE,
    TOKEN_KEYS_URL: `${url}${KEYS_PATH}`,
    ...options.environment,
  });
  try {
    const { call, finished } = counted(await loadFunctions(service.functions, options.load, log));
    loading.resolve(call);
    await forgetOldFailures(state.failures);
    const triggers = service.functions.flatMap(({ streams }) => streams);
    const giveUp = (failure: GivenUp) => keepAndSay(state, failure, log);
    const streams = await driveStreams(engine, triggers, { invoke: call, giveUp, engineFailed: sayOnce(log) });
    const close = async () => {
      await gateway.close();
      await streams.close();
      // Whose caller hung up still works, with this environment.
      await finished();
      restoreEnvironment();
    };
    return { url, invoke: call, idle: streams.idle, close };
  } catch (error) {
    loading.reject(error);
    await gateway.close();
    restoreEnvironment();
    throw error;
  }
}

type Invoke = (functionName: string, event: unknown) => Promise<unknown>;

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

async function keepAndSay(state: State, failure: GivenUp, log: (line: string) => void): Promise<void> {
  const file = await keepFailure(state.failures, failure);
  const count = failure.records.length;
  const kept = `kept in ${relative(process.cwd(), file)}; tahini replay-failures hands them in again`;
  log(`${failure.trigger.functionName} gave up ${count} record(s), ${kept}`);
}

/** The engine's trouble is said once, not twice a second. */
function sayOnce(log: (line: string) => void): (error: unknown) => void {
  const said = new Set<string>();
  return (error) => {
    const name = error instanceof Error ? error.name : 'unknown';
    if (!said.has(name)) log(`a stream cannot be read: ${name}; it is tried again`);
    said.add(name);
  };
}

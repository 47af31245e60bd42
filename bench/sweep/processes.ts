import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Ledger } from './ledger.ts';
import type { LoopKind } from './loops.ts';
import type { Expected, Population } from './population.ts';

/** What a loop over `people` persons took. */
export interface Taken {
  people: number;
  cpuMicros: number;
  maxRssMb: number;
}

export interface Crowd {
  people: number;
  /** Persons who differ; the others are copies of them. */
  distinct: number;
  /** Of a hundred, how many change; nobody by default. */
  percent?: number;
}

export interface PeopleServer {
  endpoint: string;
  /** What it has been asked so far. */
  ledger(): Promise<Ledger>;
  /** What a sweep must count of its people. */
  expected(): Promise<Expected>;
  mean(): Promise<Population['mean']>;
}

/** Runs the server of so many persons, in a process of its own for as long as `use` takes. */
export async function withPeople<T>(
  { people, distinct, percent = 0 }: Crowd,
  use: (server: PeopleServer) => Promise<T>,
): Promise<T> {
  const server = start(new URL('scan-server.ts', import.meta.url), [people, distinct, percent]);
  const ask = <A>(what: string) => {
    const answer = answerOf<A>(server);
    server.send(what);
    return answer;
  };
  try {
    const endpoint = await answerOf<string>(server);
    return await use({
      endpoint,
      ledger: () => ask('ledger'),
      expected: () => ask('expected'),
      mean: () => ask('mean'),
    });
  } finally {
    server.kill();
  }
}

/** Each loop in a fresh process, so that its memory is its own. */
export function run(loop: LoopKind, endpoint: string, warmUp: number, execArgv: string[] = []): Promise<Taken> {
  return runProcess<Taken>(new URL('loop-process.ts', import.meta.url), [loop, endpoint, warmUp], execArgv);
}

/** Runs a script that says one thing. */
export function runProcess<T>(script: URL, args: readonly (string | number)[], execArgv: string[] = []): Promise<T> {
  return answerOf<T>(start(script, args, execArgv));
}

function start(script: URL, args: readonly (string | number)[], execArgv: string[] = []): ChildProcess {
  return fork(fileURLToPath(script), args.map(String), { execArgv });
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a process of the bench ended with ${code}`);
  });
  ended.catch(() => {});
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as [T];
  return answer;
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoopKind } from './loops.ts';

/** What a loop over `people` persons took. */
export interface Taken {
  people: number;
  cpuMicros: number;
  maxRssMb: number;
}

/** Runs the server of so many persons, in a process of its own for as long as `use` takes. */
export async function withPeople<T>(
  people: number,
  distinct: number,
  use: (endpoint: string) => Promise<T>,
): Promise<T> {
  const server = start('scan-server.ts', [people, distinct]);
  try {
    return await use(await answerOf<string>(server));
  } finally {
    server.kill();
  }
}

/** Each loop in a fresh process, so that its memory is its own. */
export function run(loop: LoopKind, endpoint: string, warmUp: number): Promise<Taken> {
  return answerOf<Taken>(start('loop-process.ts', [loop, endpoint, warmUp]));
}

function start(script: string, args: readonly (string | number)[]): ChildProcess {
  return fork(fileURLToPath(new URL(script, import.meta.url)), args.map(String), { execArgv: [] });
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a process of the bench ended with ${code}`);
  });
  ended.catch(() => {});
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as [T];
  return answer;
}

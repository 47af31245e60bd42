import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problem.ts';

const START_MS = 20_000;

// However its parent ends, even by kill -9, the pipe on its standard input closes; then the shell ends Java.
const GUARD = '"$@" </dev/null & java=$!; exec >/dev/null 2>&1; cat; kill -9 $java';

export interface DynamoDbLocal {
  endpoint: string;
  /** Resolves when it answers; rejects with a Problem when it does not. */
  ready: Promise<void>;
  close(): Promise<void>;
}

export function javaIsPresent(): boolean {
  return spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;
}

/** Runs AWS's own DynamoDB Local; it keeps its data in `directory` (absolute, existing), or in memory without one. */
export async function spawnDynamoDbLocal(directory?: string): Promise<DynamoDbLocal> {
  if (!javaIsPresent()) {
    const remedy = 'apt-get install openjdk-17-jre-headless, or leave out --engine dynamodb-local';
    throw new Problem('DynamoDB Local needs Java 17, which is not installed', remedy);
  }
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn('sh', ['-c', GUARD, 'sh', 'java', ...javaArguments(port, directory)], {
    cwd: jarDirectory(),
    // Its own process group: Ctrl-C on the terminal reaches us first, and we stop it in good order.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return { endpoint, ready: untilReady(child, endpoint), close: () => stop(child) };
}

function jarDirectory(): string {
  const manifest = createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json');
  return join(dirname(manifest), 'emulator');
}

function javaArguments(port: number, directory: string | undefined): string[] {
  const jvm = ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Djava.library.path=DynamoDBLocal_lib'];
  const where = directory === undefined ? ['-inMemory'] : ['-dbPath', directory];
  return [...jvm, '-jar', 'DynamoDBLocal.jar', '-port', String(port), '-sharedDb', '-disableTelemetry', ...where];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Resolves at the first answer of any kind; the pipe of its output closes when Java has ended instead. */
async function untilReady(child: ChildProcess, endpoint: string): Promise<void> {
  let output = '';
  let ended = false;
  child.stdout?.resume().on('close', () => {
    ended = true;
  });
  child.stderr?.on('data', (chunk) => {
    output = (output + chunk).slice(-500);
  });
  const deadline = Date.now() + START_MS;
  while (!(await answers(endpoint))) {
    if (ended || Date.now() > deadline) {
      await stop(child);
      throw new Problem('DynamoDB Local did not start', output.trim().split('\n').at(-1) || 'it said nothing');
    }
    await sleep(50);
  }
}

function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    () => true,
    () => false,
  );
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.stdin?.end();
  await exited;
}

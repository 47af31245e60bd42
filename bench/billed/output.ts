/** What one invocation wrote, as CloudWatch would file it: a line is an event. */
export interface Output {
  bytes: number;
  lines: number;
}

type Write = typeof process.stdout.write;

/** Keeps what is written while `work` runs from the terminal, and counts it. */
export async function catchOutput<T>(work: () => Promise<T>): Promise<{ result: T; output: Output }> {
  const output: Output = { bytes: 0, lines: 0 };
  const streams = [process.stdout, process.stderr];
  const writes = streams.map((stream) => stream.write);
  const count = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const lines = text.split('\n').filter((line) => line !== '');
    output.lines += lines.length;
    output.bytes += lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  }) as Write;
  for (const stream of streams) stream.write = count;
  try {
    return { result: await work(), output };
  } finally {
    for (const [i, stream] of streams.entries()) stream.write = writes[i] as Write;
  }
}

import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { watchCalls } from '../../bench/billed/calls.ts';
import { catchOutput } from '../../bench/billed/output.ts';
import { billedReport } from '../../bench/billed.ts';

it('bench:billed invokes every function for what it is named after', async () => {
  const effort = { people: 3, rounds: 1, requests: 2, records: 10, engines: ['dynalite'] as const };
  const { figures } = await billedReport(effort);
  const figureOf = (name: string) => figures.find((figure) => figure.name === name)?.value ?? Number.NaN;
  expect(figures.every(({ value, kept }) => kept && value >= 0)).toBe(true);
  expect(figureOf('GET score: calls')).toBe(1);
  expect(figureOf('PUT profile, changed: calls in series')).toBe(2);
  expect(figureOf('score-on-change, score changed, batch of 100: calls')).toBe(200);
  expect(figureOf('score-on-change, score unchanged, batch of 10: calls')).toBe(10);
  expect(figureOf('GET profile: log lines')).toBeGreaterThanOrEqual(1);
});

it('counts what is written by lines, and lets it through again afterwards', async () => {
  const { write } = process.stdout;
  const { output } = await catchOutput(async () => {
    process.stdout.write('{"é":1}\n{}\n');
    process.stderr.write('x\n');
  });
  expect(output).toEqual({ bytes: 8 + 2 + 1, lines: 3 });
  expect(process.stdout.write).toBe(write);
});

it('counts calls one after the other, and those side by side as one wait', async () => {
  const server = createServer((_request, response) => setTimeout(() => response.end('ok'), 50));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const call = async () => {
    const [response] = await once(get({ port, host: '127.0.0.1', agent: false }), 'response');
    response.resume();
    await once(response, 'end');
  };
  const { calls: inSeries } = await watchCalls(async () => {
    await call();
    await call();
  });
  const { calls: sideBySide } = await watchCalls(() => Promise.all([call(), call(), call(), call()]));
  server.close();
  expect(inSeries).toEqual({ count: 2, inSeries: 2 });
  expect(sideBySide.count).toBe(4);
  expect(sideBySide.inSeries).toBeLessThan(1.8);
});

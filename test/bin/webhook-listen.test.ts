import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { Webhook } from 'standardwebhooks';
import { afterEach, expect, test } from 'vitest';
import { newSecret } from '../../lib/http/signature.ts';

const secret = newSecret();
let running: ChildProcess | undefined;
afterEach(() => running?.kill('SIGKILL'));

async function listening(...args: string[]) {
  const child = spawn(process.execPath, ['bin/tahini.ts', 'webhook', 'listen', '--port', '0', ...args]);
  running = child;
  const lines: string[] = [];
  const told = createInterface(child.stdout).on('line', (line) => lines.push(line));
  await once(told, 'line');
  return { child, lines, url: lines[0]!.split(' ').at(-1)! };
}

function signed(body: string, by: string, at = new Date()) {
  const signature = new Webhook(by).sign('msg_1', at, body);
  return {
    method: 'POST',
    body,
    headers: {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signature,
    },
  };
}

test('tahini webhook listen prints what is signed, refuses what is not, and ends at Ctrl-C', async () => {
  const { child, lines, url } = await listening('--secret', newSecret(), '--secret', secret);
  const body = JSON.stringify({ type: 'score.changed', data: { subjectId: 'ada' } });
  expect((await fetch(url, signed(body, secret))).status).toBe(200);
  await expect.poll(() => lines.join('\n')).toMatch(/verified msg_1\n\{\n {2}"type": "score.changed"/);
  await expect.poll(() => lines.at(-1)).toBe('}');
  // What a terminal obeys is not shown to it: one of these is a character of JSON like any other.
  const orders = JSON.stringify({ said: '\u009b2J' });
  expect((await fetch(url, signed(orders, secret))).status).toBe(200);
  await expect.poll(() => lines.at(-2)).toBe('  "said": "?2J"');
  const before = lines.length;
  expect((await fetch(url, signed(body, newSecret()))).status).toBe(401);
  expect((await fetch(url, signed(body, secret, new Date(Date.now() - 400_000)))).status).toBe(401);
  expect((await fetch(url, { ...signed(body, secret), body: `${body} ` })).status).toBe(401);
  expect((await fetch(url)).status).toBe(401);
  await expect.poll(() => lines.slice(before)).toHaveLength(4);
  expect(lines.slice(before).every((line) => line.includes('REFUSED') && !line.includes('ada'))).toBe(true);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('tahini webhook listen goes on when a sender goes away in the middle of a request', async () => {
  const { child, url } = await listening('--secret', secret);
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 100\r\n\r\nabc');
  await new Promise((done) => setTimeout(done, 100));
  socket.destroy();
  const answer = await fetch(url, { method: 'POST', body: 'unsigned' });
  expect([answer.status, child.exitCode]).toEqual([401, null]);
  child.kill('SIGINT');
});

test.each([
  [[], 'by which secret? give --secret whsec_...'],
  [['--secret', 'whsec_short'], '--secret is whsec_ and 24 to 64 bytes in base64'],
  [['--secret', secret, '--port', '70000'], '--port is a number up to 65535'],
])('tahini webhook listen %j is told what is wrong', async (args, said) => {
  const child = spawn(process.execPath, ['bin/tahini.ts', 'webhook', 'listen', ...args]);
  running = child;
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  expect(await once(child, 'close')).toEqual([2, null]);
  expect(text).toContain(said);
});

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { openEngineDoor } from './engine-door.ts';

test('an engine that closes a line is a broken line to whoever asked, and the next call passes', async () => {
  let calls = 0;
  const engine = createServer((socket) => {
    socket.once('data', () => {
      calls += 1;
      if (calls === 1) socket.destroy();
      else socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}');
    });
  }).listen(0, '127.0.0.1');
  await once(engine, 'listening');
  const door = await openEngineDoor(() => `http://127.0.0.1:${(engine.address() as AddressInfo).port}`);
  const ask = () => fetch(door.endpoint, { method: 'POST', body: '{}' });
  try {
    await expect(ask()).rejects.toThrow('fetch failed');
    expect(await (await ask()).text()).toBe('{}');
  } finally {
    await door.close();
    engine.close();
  }
});

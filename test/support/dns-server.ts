// A name server on this machine, which may say something else each time:
//
//   const dns = await startDns((name, type, before) => (before === 0 ? ['8.8.8.8'] : ['127.0.0.1']));
//   resolveBy([dns.server]);                                     // dns.asked; dns.close()

import { createSocket } from 'node:dgram';
import { isIPv4 } from 'node:net';

type Type = 'A' | 'AAAA';
/** By how many questions of this type came before. */
type Say = (name: string, type: Type, before: number) => readonly string[];

export async function startDns(say: Say) {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const { name, type, question } = questionIn(query);
    const before = asked.filter((each) => each.startsWith(`${type} `)).length;
    asked.push(`${type} ${name}`);
    const records = say(name, type, before).map(recordOf);
    const header = Buffer.from([query[0]!, query[1]!, 0x81, 0x80, 0, 1, 0, records.length, 0, 0, 0, 0]);
    socket.send(Buffer.concat([header, question, ...records]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    server: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise<void>((resolve) => socket.close(resolve)),
  };
}

/** RFC 1035, section 4.1.2. */
function questionIn(query: Buffer): { name: string; type: Type; question: Buffer } {
  const labels: string[] = [];
  let at = 12;
  while (query[at] !== 0) {
    const length = query[at]!;
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const type = query.readUInt16BE(at + 1) === 28 ? 'AAAA' : 'A';
  return { name: labels.join('.'), type, question: query.subarray(12, at + 5) };
}

/** RFC 1035, section 4.1.3, with a time to live of nothing. */
function recordOf(address: string): Buffer {
  const bytes = isIPv4(address) ? address.split('.').map(Number) : ipv6Bytes(address);
  const type = bytes.length === 4 ? 1 : 28;
  return Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, bytes.length, ...bytes]);
}

function ipv6Bytes(address: string): number[] {
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const [first, last] = [groups(head), groups(tail)];
  const all = [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
  return all.flatMap((group) => [group >> 8, group & 255]);
}

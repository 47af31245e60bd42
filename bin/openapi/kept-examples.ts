import { readFileSync } from 'node:fs';
import type { OperationId } from '../../lib/schemas/api/routes.ts';
import type { Exchange } from './examples.ts';

export const EXAMPLES_FILE = new URL('../../lib/schemas/api/examples/kept.json', import.meta.url);
/** Where the notifications of the examples go, in place of an address of this machine. */
export const EXAMPLE_URL = 'https://hooks.acme-power.example/tahini';
/** The bytes 0 to 31, in place of a secret that was told. */
const EXAMPLE_SECRET = `whsec_${Buffer.from(Array.from({ length: 32 }, (_, n) => n)).toString('base64')}`;
/** Of longer lists the first ones say enough. */
const MOST_ELEMENTS = 3;

/** The first exchange of each operation and status, as they are shown. */
export function shown(exchanges: readonly Exchange[], url: string): Exchange[] {
  const first = exchanges.filter(
    ({ id, status }, i) => exchanges.findIndex((each) => each.id === id && each.status === status) === i,
  );
  const text = JSON.stringify(
    first.map((each) => ({ ...each, body: abridged(each.body), reply: abridged(each.reply) })),
  );
  return JSON.parse(text.replaceAll(url, EXAMPLE_URL).replaceAll(/whsec_[A-Za-z0-9+/]{43}=/g, EXAMPLE_SECRET));
}

function abridged(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, MOST_ELEMENTS).map(abridged);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, abridged(member)]));
}

/** What a running service answered when the examples were sent last (`npm run docs:openapi -- --examples`). */
export function keptExamples(): readonly Exchange[] {
  return JSON.parse(readFileSync(EXAMPLES_FILE, 'utf8'));
}

export function keptOf(id: OperationId): readonly Exchange[] {
  return keptExamples().filter((each) => each.id === id);
}

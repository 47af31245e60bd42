import { basename } from 'node:path';
import type * as z from 'zod';
import { grownVersion } from '../../lib/learning/prior/refine-card.ts';
import { CardId, CardVersion, DictionaryName, Title } from '../../lib/schemas/registry.ts';
import { UsageError } from '../command.ts';
import type { CardName } from './learn-card.ts';
import type { Prepared } from './prepare.ts';

interface Given {
  id?: string | undefined;
  version: string;
  title?: string | undefined;
}

/** What the card is to be called, by the rules of the registry that is to take it one day. Throws a UsageError. */
export function readCardName(out: string, given: Given): CardName {
  const id = given.id ?? idOf(out);
  refuse('--id', CardId, id, 'takes lower case letters, digits and dashes, up to 64');
  refuse(
    '--version',
    CardVersion,
    given.version,
    'takes 1 to 64 letters, digits or . _ + - and begins with a letter or digit',
  );
  const title = given.title ?? id;
  refuse('--title', Title, title, 'takes one line of 1 to 200 characters');
  return { id, version: given.version, title };
}

/** Facts that the prior's dictionary lacks make another version of it, which is named after both. */
export function refuseLongVersion(name: CardName, { frame, prior }: Prepared): void {
  if (prior === undefined || frame.columns.every((column) => prior.links.has(column.name))) return;
  const version = grownVersion(prior.prior.dictionary, name);
  const rule = `with --id and --version makes ${version}, the version of a dictionary, of at most 64 characters`;
  refuse('--prior', DictionaryName, version, rule);
}

function refuse(option: string, schema: z.ZodType, text: string, rule: string): void {
  if (!schema.safeParse(text).success) throw new UsageError(`${option} ${rule}`);
}

function idOf(out: string): string {
  const id = basename(out, '.json')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return id === '' ? 'card' : id.slice(0, 64);
}

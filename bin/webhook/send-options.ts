import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isSecret } from '../../lib/http/signature.ts';
import { Problem } from '../../local/problem.ts';
import { missing, parseAll, UsageError } from '../command.ts';

const OPTIONS = {
  partner: { type: 'string' },
  secret: { type: 'string' },
  type: { type: 'string' },
  subject: { type: 'string' },
  data: { type: 'string' },
  at: { type: 'string' },
  file: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const OF_ONE_EVENT = ['type', 'subject', 'data', 'at'] as const;

export interface SendArguments {
  url: URL;
  partnerId: string;
  secret: string;
  /** What is signed and sent, to the byte. */
  body: Uint8Array;
  json: boolean;
}

type Given = ReturnType<typeof parseAll<typeof OPTIONS>>['values'];

/** Throws a UsageError, which never repeats the secret. The API judges the events. */
export function readSendArguments(args: string[], form: string): SendArguments {
  const { values, positionals } = parseAll(args, OPTIONS);
  const [address, ...more] = positionals;
  if (address === undefined || !values.partner) throw missing({ URL: address, partner: values.partner }, form);
  if (more.length > 0) throw new UsageError(`one URL at a time: ${form}`);
  return {
    url: readUrl(address),
    partnerId: values.partner,
    secret: readSecret(values),
    body: bodyOf(values),
    json: values.json,
  };
}

/** Signatures protect what is said of people from change, not from being read. */
function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.search !== '' || url.hash !== '')
    throw new UsageError('the URL is where the API is, such as http://127.0.0.1:3000');
  if (!here && url.protocol !== 'https:') throw new UsageError('an API on another machine must begin with https://');
  return url;
}

function readSecret({ secret = process.env.TAHINI_WEBHOOK_SECRET }: Given): string {
  if (!secret) throw new UsageError('whose signature? set TAHINI_WEBHOOK_SECRET, or give --secret');
  if (!isSecret(secret)) throw new UsageError('a secret is whsec_ and 24 to 64 bytes in base64');
  return secret;
}

function bodyOf(given: Given): Uint8Array {
  const { file, type, subject, data = '{}', at = new Date().toISOString() } = given;
  const over = OF_ONE_EVENT.find((name) => given[name] !== undefined);
  if (file !== undefined && over !== undefined) throw new UsageError(`either --file or --${over}`);
  if (file !== undefined) return readFile(file);
  if (type === undefined || subject === undefined)
    throw new UsageError('what is sent? --type and --subject, or --file');
  const event = { id: `evt_${randomUUID()}`, type, subjectId: subject, occurredAt: at, data: readJson(data) };
  return Buffer.from(JSON.stringify(event));
}

function readFile(file: string): Uint8Array {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new Problem(`${file} cannot be read`, 'check --file');
  }
  // Some editors put a byte order mark before it, which is no JSON to the API.
  return bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('--data takes JSON, such as \'{"meter": "m1"}\'');
  }
}

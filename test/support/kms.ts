// There is no KMS here. This server speaks KMS's JSON protocol over HTTP, as far as Encrypt and Decrypt under a symmetric
// key: what was sealed opens only under its encryption context. A key's last part may be `of-` and a function's name: so one
// sees who called.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const KEY = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';

/** The key of a function, whose name follows. */
export const KEY_OF = KEY.replace(/[^/]+$/, 'of-');

interface Asked {
  KeyId: string;
  Plaintext?: string;
  CiphertextBlob?: string;
  EncryptionContext: Record<string, string>;
}

type Answer = [status: number, body: object];

export interface KmsServer {
  endpoint: string;
  /** Every call, by its name and context. */
  calls: string[];
  asked: { operation: string; keyId: string; owner: string }[];
  /** The next calls are answered by this. */
  answerWith(answer: Answer | 'hang up' | undefined): void;
  close(): void;
}

export async function startKms(): Promise<KmsServer> {
  const key = randomBytes(32);
  const calls: string[] = [];
  const seen: KmsServer['asked'] = [];
  let forced: Answer | 'hang up' | undefined;
  const server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target']);
    const asked: Asked = JSON.parse(await textOf(request));
    const operation = target.replace('TrentService.', '');
    const { owner = '' } = asked.EncryptionContext;
    calls.push(`${operation} ${owner}`);
    seen.push({ operation, keyId: asked.KeyId, owner });
    if (forced === 'hang up') return void request.socket.destroy();
    const [status, body] = forced ?? answer(target, asked, key);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    asked: seen,
    answerWith: (answer) => {
      forced = answer;
    },
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

function answer(target: string, asked: Asked, key: Buffer): Answer {
  if (asked.KeyId !== KEY && !asked.KeyId.startsWith(KEY_OF))
    return [400, { __type: 'NotFoundException', message: 'no such key' }];
  const aad = Buffer.from(JSON.stringify(asked.EncryptionContext));
  if (target === 'TrentService.Encrypt') {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad);
    const sealed = [nonce, cipher.update(asked.Plaintext ?? '', 'base64'), cipher.final(), cipher.getAuthTag()];
    return [200, { CiphertextBlob: Buffer.concat(sealed).toString('base64'), KeyId: KEY }];
  }
  try {
    const blob = Buffer.from(asked.CiphertextBlob ?? '', 'base64');
    const opener = createDecipheriv('aes-256-gcm', key, blob.subarray(0, 12))
      .setAAD(aad)
      .setAuthTag(blob.subarray(-16));
    const text = Buffer.concat([opener.update(blob.subarray(12, -16)), opener.final()]);
    return [200, { Plaintext: text.toString('base64'), KeyId: KEY }];
  } catch {
    return [400, { __type: 'InvalidCiphertextException' }];
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

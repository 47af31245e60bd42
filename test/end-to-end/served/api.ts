import { Agent, request } from 'node:http';
import { ScoreReply } from '../../../lib/schemas/score.ts';

/** Stores rows as profiles and reads their scores over HTTP, on connections that stay open. */
export class Api {
  readonly #agent: Agent;
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string, atOnce: number) {
    this.#url = url;
    this.#token = token;
    this.#agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  }

  /** The score that is computed from what was just stored; the status and problem of a row that was refused. */
  async storeAndScore(subjectId: string, facts: string): Promise<ScoreReply | string> {
    const path = `/v1/profiles/${subjectId}`;
    const stored = await this.call('PUT', path, facts);
    if (stored.status >= 300) return `${stored.status} ${stored.body}`;
    const scored = await this.call('POST', `${path}/score`);
    return scored.status === 200 ? ScoreReply.parse(JSON.parse(scored.body)) : `${scored.status} ${scored.body}`;
  }

  call(method: string, path: string, body = ''): Promise<{ status: number; body: string }> {
    const headers = {
      authorization: `Bearer ${this.#token}`,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.#url}${path}`, { method, agent: this.#agent, headers }, async (response) => {
        try {
          const chunks: Buffer[] = [];
          for await (const chunk of response) chunks.push(chunk);
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
        } catch (error) {
          reject(error);
        }
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

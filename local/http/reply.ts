import type { ServerResponse } from 'node:http';

interface Reply {
  statusCode: number;
  headers?: Record<string, string | number | boolean>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
}

/** Answers with what a function returned, by API Gateway's rules for payload format 2.0. */
export function sendReply(response: ServerResponse, returned: unknown): void {
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded } = asReply(returned);
  response.statusCode = Number(statusCode);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/plain;charset=UTF-8');
  response.end(isBase64Encoded ? Buffer.from(body, 'base64') : body);
}

/** What the gateway itself says, without a function. */
export function sendMessage(response: ServerResponse, statusCode: number, message: string): void {
  const headers = { 'content-type': 'application/json' };
  sendReply(response, { statusCode, headers, body: JSON.stringify({ message }) });
}

// Anything without a status code is the body of a 200 answer.
function asReply(returned: unknown): Reply {
  if (typeof returned === 'object' && returned !== null && 'statusCode' in returned) return returned as Reply;
  const body = typeof returned === 'string' ? returned : JSON.stringify(returned ?? null);
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body };
}

import * as z from 'zod';
import type { Operation } from '../operation.ts';

/** The gateway's own answer; no function is called. */
const TOO_MANY = { description: 'Too many at once', body: z.strictObject({ message: z.string() }) };

const file = {
  tag: 'Reference',
  access: 'open',
  headers: z.strictObject({
    'If-None-Match': z.string().optional().describe('The ETag of what you have; 304 when it is still the same'),
  }),
  problems: [],
} as const;
const UNCHANGED = { description: 'What you have is still the same', headers: ['ETag'] } as const;

export const reference = {
  getOpenApi: {
    ...file,
    summary: 'This document',
    description: 'OpenAPI 3.1, of the version that answers.',
    replies: {
      200: { description: 'The document', body: z.looseObject({ openapi: z.string() }), headers: ['ETag'] },
      304: UNCHANGED,
      429: TOO_MANY,
    },
  },
  getDocs: {
    ...file,
    summary: 'This document as a page',
    description: 'For people; one file without scripts, which loads nothing.',
    replies: {
      200: { description: 'The page', body: z.string(), mediaType: 'text/html', headers: ['ETag'] },
      304: UNCHANGED,
      429: TOO_MANY,
    },
  },
  getHealth: {
    tag: 'Reference',
    access: 'open',
    summary: 'Whether the API answers',
    description:
      'That the gateway leads to functions of this version, and that their settings are valid. Nothing is read for it: what the store ' +
      'suffers is told by alarms, and by 503 of the operations that need it.',
    replies: {
      200: {
        description: 'It does',
        body: z.strictObject({
          status: z.literal('ok'),
          version: z.string().describe('Of the service, as in `info.version` of this document'),
        }),
      },
      429: TOO_MANY,
    },
    problems: [],
  },
} as const satisfies Record<string, Operation>;

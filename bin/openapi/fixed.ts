import { SCOPES, type Scope } from '../../lib/schemas/scope.ts';

const SCOPES_IN_WORDS: Record<Scope, string> = {
  'profile:read': 'read what is known of a person',
  'profile:write': 'state facts of a person, and consent as one',
  'profile:erase': 'erase a person',
  'score:read': 'read, compute and simulate the score of a person',
  'subjects:any': 'reach anybody: a service, which has to have its tier in the claim `tahini_tier`',
  admin: 'scorecards, partners, subscriptions, outcomes and re-score jobs',
};

/** What the document says before its operations. */
export const INTRODUCTION = {
  title: 'Tahini',
  summary: 'An open, explainable 350-950 personal credit score.',
  description: [
    'JSON in and out. Errors are `application/problem+json` (RFC 9457): switch on `type`, which is stable; `errors` names each field and ' +
      'the rule it broke, and then nothing of the request was used. Nothing is to be cached (`Cache-Control: no-store`).',
    'Dates are days in UTC (`2026-03-04`), times are RFC 3339 in UTC (`2026-03-04T09:30:00.000Z`). What is not known is left out: no ' +
      'field is `null` unless its schema says so. Points are points of score. Texts for people come in English and Chinese.',
    'Lists come in pages: `limit` says how many elements, and `next` of an answer is the `next` of the following request. The last page has none.',
    'Profiles, partners and subscriptions have a `version`, which is the ETag too. Send it as `If-Match` to change nothing that you have not ' +
      'seen: 412 when there is another version by now.',
    '429 and 503 say in `Retry-After` when to ask again, in seconds. Every request can be sent again: the same facts, events and settings ' +
      'change nothing the second time. Only what makes something new (a subscription, a secret, a job under `force`) is made twice.',
    'What the gateway itself refuses (an unknown path, a request too large, too many at once) it answers with its own `{"message": "..."}`.',
  ].join('\n\n'),
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

export const SECURITY = {
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: [
      "An OIDC token of the deployment's issuer. A person's own (`sub` is the subject's id) reaches that person only. Its claim `scope` has words out of:",
      SCOPES.map((scope) => `- \`${scope}\`: ${SCOPES_IN_WORDS[scope]}`).join('\n'),
    ].join('\n\n'),
  },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description:
      'Standard Webhooks: `v1,` and the base64 of HMAC-SHA256, by the bytes of the secret, over `<webhook-id>.<webhook-timestamp>.<body>`; ' +
      'several with spaces between. See https://www.standardwebhooks.com/ and docs/partners.md.',
  },
} as const;

export const SIGNED_PARAMETERS = {
  'webhook-id': {
    name: 'webhook-id',
    in: 'header',
    required: true,
    description: 'The id of the message; the same when it is sent again',
    schema: { type: 'string' },
    example: 'msg_2h4Yl1X',
  },
  'webhook-timestamp': {
    name: 'webhook-timestamp',
    in: 'header',
    required: true,
    description: 'When it was signed, seconds since 1970; at most five minutes off',
    schema: { type: 'string', pattern: '^\\d+$' },
    example: '1772616600',
  },
} as const;

export const HEADERS = {
  ETag: {
    description: 'The version, in quotes; of this document and its page, a tag of what is in them',
    schema: { type: 'string', pattern: '^(W/)?"[\\w-]+"$' },
    example: '"3"',
  },
  'Retry-After': {
    description: 'Seconds after which the same request may succeed',
    schema: { type: 'string', pattern: '^\\d+$' },
    example: '1',
  },
  'WWW-Authenticate': {
    description: 'By what to authenticate',
    schema: { type: 'string' },
    example: 'Bearer error="invalid_token"',
  },
} as const;

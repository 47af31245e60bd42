import * as z from 'zod';
import { PartnerSettings } from '../../partner.ts';
import type { Operation } from '../operation.ts';
import { BODY_PROBLEMS, FACT_PROBLEMS } from '../problems.ts';
import { PartnersPage } from '../queries/partners.ts';
import { PartnerReply, PartnersReply, PartnerWithSecret } from '../replies/partners.ts';
import { IfMatch, OfPartner } from './params.ts';

const ADMIN = { scope: 'admin', of: 'anybody' } as const;

export const partners = {
  listPartners: {
    tag: 'Partners',
    summary: 'Partners, by id',
    description: 'A page of those that are registered, the disabled ones too.',
    access: ADMIN,
    query: PartnersPage,
    replies: { 200: { description: 'A page of partners', body: PartnersReply } },
    problems: ['invalid-query'],
  },
  getPartner: {
    tag: 'Partners',
    summary: 'One partner',
    description: 'Its settings, and of its secrets which ones are good and until when.',
    access: ADMIN,
    params: OfPartner,
    replies: { 200: { description: 'The partner', body: PartnerReply, headers: ['ETag'] } },
    problems: ['invalid-partner-id', 'unknown-partner'],
  },
  putPartner: {
    tag: 'Partners',
    summary: 'Register a partner, or change its settings',
    description:
      'A new partner is answered with its secret, this once. Later the settings are replaced as a whole and the secrets stay; what ' +
      'is left out has its default again. The same settings change nothing. The id of a deleted partner is not given again.',
    access: ADMIN,
    params: OfPartner,
    headers: IfMatch,
    body: PartnerSettings,
    replies: {
      200: { description: 'Its settings are these now', body: PartnerReply, headers: ['ETag'] },
      201: { description: 'Registered', body: PartnerWithSecret, headers: ['ETag'] },
    },
    problems: [
      'invalid-partner-id',
      ...BODY_PROBLEMS,
      ...FACT_PROBLEMS.filter((kind) => kind !== 'too-many-facts'),
      'fact-not-allowed',
      'invalid-mapping',
      'partner-deleted',
      'stale-if-match',
      'contention',
    ],
  },
  deletePartner: {
    tag: 'Partners',
    summary: 'Delete a partner',
    description: 'From now on nothing of it is taken. What it said of people stays with them as long as they consent.',
    access: ADMIN,
    params: OfPartner,
    headers: IfMatch,
    replies: { 204: { description: 'Deleted' } },
    problems: ['invalid-partner-id', 'unknown-partner', 'stale-if-match', 'contention'],
  },
  rotatePartnerSecret: {
    tag: 'Partners',
    summary: 'A new secret for a partner',
    description:
      'Good at once; the former one for another day, and any older one no more: rotating twice ends a secret that became known.',
    access: ADMIN,
    params: OfPartner,
    headers: IfMatch,
    body: z.strictObject({}).optional(),
    replies: { 201: { description: 'The partner, with the new secret', body: PartnerWithSecret, headers: ['ETag'] } },
    problems: ['invalid-partner-id', ...BODY_PROBLEMS, 'unknown-partner', 'stale-if-match', 'contention'],
  },
} as const satisfies Record<string, Operation>;

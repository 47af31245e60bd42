import { ProfileReport } from '../../profile.ts';
import type { Operation } from '../operation.ts';
import { BODY_PROBLEMS, FACT_PROBLEMS } from '../problems.ts';
import { ProfileReply, UpsertReply } from '../replies/profile.ts';
import { IfMatch, OfSubject } from './params.ts';

export const profiles = {
  upsertProfile: {
    tag: 'Profiles',
    summary: 'State what you know of a person',
    description:
      "Merges facts into the profile, as evidence of whoever the token speaks for; a person's own token may also set consents. " +
      'The same again changes nothing. When one field breaks a rule, nothing of the body is used. ' +
      'The score follows within seconds; `computeScore` does not wait for that.',
    access: { scope: 'profile:write', of: 'subject' },
    params: OfSubject,
    headers: IfMatch,
    body: ProfileReport,
    replies: {
      200: { description: 'What changed, if anything', body: UpsertReply, headers: ['ETag'] },
      201: { description: 'The person was not known before', body: UpsertReply, headers: ['ETag'] },
    },
    problems: [
      'invalid-subject-id',
      ...BODY_PROBLEMS,
      ...FACT_PROBLEMS,
      'profile-too-large',
      'consent-not-yours',
      'stale-if-match',
      'erased-subject',
      'contention',
    ],
  },
  getProfile: {
    tag: 'Profiles',
    summary: 'All that is known of a person',
    description: 'Every statement with its source, tier and day, and the consents. May be a second behind a change.',
    access: { scope: 'profile:read', of: 'subject' },
    params: OfSubject,
    replies: { 200: { description: 'The profile', body: ProfileReply, headers: ['ETag'] } },
    problems: ['invalid-subject-id', 'unknown-subject'],
  },
  eraseProfile: {
    tag: 'Profiles',
    summary: 'Erase a person',
    description:
      'Profile, score, decisions and outcomes go, for ever. Only the person can enrol again, by a consent of their own.',
    access: { scope: 'profile:erase', of: 'subject' },
    params: OfSubject,
    replies: { 204: { description: 'Erased' } },
    problems: ['invalid-subject-id', 'unknown-subject', 'contention'],
  },
} as const satisfies Record<string, Operation>;

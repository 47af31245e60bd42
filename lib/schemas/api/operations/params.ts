import * as z from 'zod';
import { PartnerId } from '../../partner.ts';
import { SubjectId } from '../../profile.ts';

/** Whom a path names. */
export const OfSubject = z.strictObject({
  subjectId: SubjectId.describe("The person: the `sub` of their token. A person's own token reaches nobody else"),
});
export const OfPartner = z.strictObject({
  partnerId: PartnerId.describe('1 to 40 small letters, digits or dashes; begins with a letter or digit'),
});

/** The version that the caller has seen: the request is refused when there is another one by now. */
export const IfMatch = z.strictObject({
  'If-Match': z
    .string()
    .optional()
    .describe('The ETag of the version that you have seen, such as `"3"`; refused by 412 when it has changed since'),
});

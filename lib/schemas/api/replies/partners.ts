import * as z from 'zod';
import { PartnerId, PartnerSettings } from '../../partner.ts';
import { next, time, version } from './common.ts';

/** A secret, without what opens it. */
export const SecretReply = z.strictObject({
  secretId: z.string(),
  createdAt: time(),
  expiresAt: time().optional().describe('Until when it is good; absent = until it is replaced'),
});

export const secret = () =>
  z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{43}=$/)
    .describe('`whsec_` and 32 bytes in base64: told this once, and never again');

export const PartnerReply = z.strictObject({
  partnerId: PartnerId,
  ...PartnerSettings.shape,
  secrets: z.array(SecretReply).describe('Those that are good now, two at most'),
  version: version('partner'),
  createdAt: time(),
  updatedAt: time(),
});
export type PartnerReply = z.infer<typeof PartnerReply>;

export const PartnerWithSecret = z.strictObject({ ...PartnerReply.shape, secret: secret() });

export const PartnersReply = z.strictObject({
  partners: z.array(PartnerReply).describe('By id. May be fewer than `limit`, for deleted ones are passed over'),
  next: next(),
});
export type PartnersReply = z.infer<typeof PartnersReply>;
export type SecretReply = z.infer<typeof SecretReply>;

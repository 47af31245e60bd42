import * as z from 'zod';
import { TIERS } from './dictionary.ts';
import { line, named } from './text.ts';

/** As it is in a path, a key, a source's name and the names of consents. */
export const PartnerId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** A partner's evidence is told from a service's by this; no token may carry such a `sub`. */
export const PARTNER_SOURCE = 'partner:';
export const sourceOfPartner = (partnerId: string) => `${PARTNER_SOURCE}${partnerId}`;

/** Under whose name the vault seals the secrets that a partner signs with. */
export const ownerOfPartner = (partnerId: string) => `partner:${partnerId}`;

/** The consents of a person about one partner: that it may tell about them, and that it may be told. */
export const consentToSource = (partnerId: string) => `source:${partnerId}`;
export const consentToRecipient = (partnerId: string) => `recipient:${partnerId}`;

/** Where in an event's `data` something is: names from the outside in. */
const Path = z.string().regex(/^[A-Za-z0-9_-]{1,64}(\.[A-Za-z0-9_-]{1,64}){0,7}$/);

function hasAtMost(most: number) {
  return (members: object) => Object.keys(members).length <= most;
}

/** A value out of an event: a constant, what is at a place, or what a table says of the word there. */
const Constant = z.union([z.number(), z.string().max(200), z.boolean()]);
const Words = named(z.record(z.string().max(200), Constant).refine(hasAtMost(200), 'at most 200 words'));
const EventValue = z.union([z.strictObject({ is: Constant }), z.strictObject({ from: Path, map: Words.optional() })]);
export type EventValue = z.infer<typeof EventValue>;

/**
 * What an event of a type says of a fact. Facts in months need `account` and `month` (default: the month of
 * `occurredAt`); `retracted` takes back what was said in this register.
 */
export const FactMapping = z.strictObject({
  fact: z.string().min(1).max(64),
  value: EventValue.optional(),
  retracted: z.literal(true).optional(),
  account: EventValue.optional(),
  month: EventValue.optional(),
});
export type FactMapping = z.infer<typeof FactMapping>;

export const EventType = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

/** Whose events we take, how far they are believed, and what their events mean. */
export const PartnerSettings = z.strictObject({
  name: line(100),
  tier: z.enum(TIERS).exclude(['self']),
  /** Facts it may state; never more than its tier may. */
  facts: z.array(z.string().min(1).max(64)).max(100),
  /** By type of event. */
  events: named(
    z.record(EventType, z.array(FactMapping).min(1).max(20)).refine(hasAtMost(100), 'at most 100 types'),
  ).default({}),
  /** Whether it may report what became of loans. */
  outcomes: z.boolean().default(false),
  /** Events a minute, over all its requests. */
  eventsPerMinute: z.number().int().min(1).max(1_000_000).default(6000),
  enabled: z.boolean().default(true),
});
export type PartnerSettings = z.infer<typeof PartnerSettings>;

/** A secret of ours as it is kept: sealed by the vault, and told only once. */
export interface StoredSecret {
  secretId: string;
  /** Opened by the vault, under the owner's name. */
  sealed: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Undefined: until it is replaced. */
  expiresAt: number | undefined;
}

export interface StoredPartner extends PartnerSettings {
  partnerId: string;
  secrets: readonly StoredSecret[];
  /** Rises by one with every change; also the ETag. */
  version: number;
  createdAt: number;
  updatedAt: number;
}

/** The registry in the Operations table; reads are strongly consistent: who is disabled is so at once. */
export interface PartnerStore {
  readPartner(partnerId: string): Promise<StoredPartner | undefined>;
  listPartners(page: {
    limit: number;
    after: string | undefined;
  }): Promise<{ partners: StoredPartner[]; next: string | undefined }>;
  /** Only if the stored version is `expected` (undefined: only if there is none). */
  putPartner(partner: StoredPartner, expected: number | undefined): Promise<boolean>;
  /** Its id is never given again: what people consented to was this partner, not the next one of that name. */
  deletePartner(partnerId: string, expected: number): Promise<boolean>;
}

/**
 * Keeps secrets from whoever can read the table: KMS on AWS, a key of its own on one machine. `owner` is bound in: what
 * was sealed for one owner does not open for another.
 */
export interface Vault {
  seal(secret: string, owner: string): Promise<string>;
  open(sealed: string, owner: string): Promise<string>;
}

/** `whsec_` and 32 random bytes in base64, as the Standard Webhooks specification has it. */
export type WebhookSecret = `whsec_${string}`;

/** The headers of a request, as the gateway or Node gives them. */
export type SignedHeaders = Readonly<Record<string, string | undefined>>;

/** Who it is from is known by the secret; `id` is the message's, out of `webhook-id`. */
export type Verified = { ok: true; id: string } | { ok: false };

/** lib/http/signature.ts: by the very bytes of the body. */
export type Verify = (
  headers: SignedHeaders,
  rawBody: Uint8Array,
  secrets: readonly string[],
  nowMs: number,
) => Verified;

/** Most secrets of one owner that are valid at once. */
export const MOST_SECRETS = 2;
/** How long the former secret is good after a new one was made. */
export const ROTATION_MS = 24 * 3_600_000;

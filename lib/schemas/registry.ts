import * as z from 'zod';
import type { DryRun } from './job.ts';
import { line } from './text.ts';

/** The stored and the sent shapes of the scorecard registry; lib/store/registry.ts turns the stored ones into items and back. */

export interface CardName {
  id: string;
  version: string;
  /** SHA-256 of the card's canonical JSON, hex. */
  hash: string;
}

/** A card as it was registered. Never changed afterwards. */
export interface RegisteredCard extends CardName {
  kind: 'expert' | 'learned';
  title: string;
  dictionary: CardName;
  /** Who answers for the card, as the body said. */
  signedOffBy: string;
  /** The `sub` of the token that registered it. */
  registeredBy: string;
  /** Milliseconds since 1970. */
  registeredAt: number;
}

/** A card becomes the active one. Activations are numbered, kept for ever, and the highest number counts. */
export interface Activation {
  seq: number;
  card: CardName;
  /** The hash of the registered card with whose dictionary profiles are read: this one's, or a later one's after an undo. */
  widest: string;
  /** The hash of the card that was active before. */
  former: string;
  activatedBy: string;
  /** Milliseconds since 1970. */
  activatedAt: number;
  /** Without a finished dry run an activation is forced, and says why. */
  reason: string;
}

/** A card with its dictionary, as they were sent. */
export interface CardDocument {
  scorecard: unknown;
  dictionary: unknown;
}

export interface CardPage {
  cards: readonly RegisteredCard[];
  next: string | undefined;
}

/** What is asked of the registry's store. A `false` answer means that somebody else's write came first. */
export interface Registry {
  /** The highest activation. `consistent` costs a read unit, otherwise half a one. */
  latestActivation(options: { consistent: boolean }): Promise<Activation | undefined>;
  /** All of them, the latest first. */
  listActivations(): Promise<Activation[]>;
  /** Only if its number is not taken. */
  putActivation(activation: Activation): Promise<boolean>;
  readCard(id: string, version: string): Promise<RegisteredCard | undefined>;
  listCards(page: { limit: number; after: string | undefined }): Promise<CardPage>;
  /** First the document, then the entry that makes it known; false when this id and version are taken. */
  putCard(card: RegisteredCard, document: CardDocument): Promise<boolean>;
  /** The last finished dry run of everybody under the card of this hash. */
  readDryRun(hash: string): Promise<DryRun | undefined>;
  /** By the card's hash. Throws when what lies there is not whole. */
  readDocument(hash: string): Promise<CardDocument | undefined>;
}

/** `POST /v1/scorecards`. The artefacts themselves are checked by the loader that serves them. */
export const Registration = z.strictObject({
  scorecard: z.record(z.string(), z.unknown()),
  dictionary: z.record(z.string(), z.unknown()),
  /** Who answers for the card: a name, a committee, a decision's number. */
  signedOffBy: line(200),
});
export type Registration = z.infer<typeof Registration>;

export const Title = line(200);

/** The id or the version of a registered card's dictionary. */
export const DictionaryName = line(64);

export const CardId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
export const CardVersion = z
  .string()
  .regex(
    /^[A-Za-z0-9][\w.+-]{0,63}$/,
    'a registered version has 1 to 64 letters, digits or . _ + - and begins with a letter or digit',
  );

/** `POST /v1/scorecards/{id}/activate`. */
export const ActivateRequest = z.strictObject({
  version: CardVersion,
  /** Activates without a finished dry run; needs a reason. */
  force: z.boolean().default(false),
  reason: line(500).optional(),
});
export type ActivateRequest = z.infer<typeof ActivateRequest>;

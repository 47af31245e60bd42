import * as z from 'zod';

/** Shapes that several replies share. Made anew by each caller, so that each can be described by itself. */
export const day = () => z.iso.date();
export const time = () => z.iso.datetime();
export const share = () => z.number().min(0).max(1);
export const count = () => z.int().min(0);
export const hash = () => z.string().regex(/^[0-9a-f]{64}$/);

/** `next` of a page; absent on the last one. */
export const next = () =>
  z.string().min(1).optional().describe('Give it as `next` to get the page that follows; absent on the last page');

export const version = (what: string) =>
  z.int().min(1).describe(`Rises by one with every change of the ${what}; the ETag is the same number in quotes`);

/** A card by its name. */
export const CardReply = z.strictObject({
  id: z.string(),
  version: z.string(),
  hash: hash().describe("SHA-256 of the card's canonical JSON, hex"),
});

export const activationSeq = () =>
  z.int().min(0).describe('The number under which the card was activated; a higher one goes before a lower one');

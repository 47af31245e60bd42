import * as z from 'zod';
import { named } from './text.ts';

/** Any identifier an OIDC issuer puts in `sub`, as far as it is safe in a path and in a key. */
export const SubjectId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:|@~-]{0,127}$/);

export const MOST_FACTS = 100;

const ConsentName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);

/** One statement: a value, or `retracted: true` to take back what this source said. What fits is the dictionary's word. */
export const FactReport = z.strictObject({
  value: z.unknown().optional(),
  retracted: z.literal(true).optional(),
  observedAt: z.string().optional(),
  revision: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});
export type FactReport = z.infer<typeof FactReport>;

const Facts = named(z.record(z.string(), FactReport));
const Consents = named(z.record(ConsentName, z.boolean()));

export const ProfileReport = z.strictObject({
  facts: Facts.default({}),
  consents: Consents.optional(),
});
export type ProfileReport = z.infer<typeof ProfileReport>;

export const Simulation = z.union([
  z.strictObject({
    target: z.number().int().describe("A score to reach, on the card's scale: the answer is the cheapest path"),
    asOf: z.iso.date().optional(),
  }),
  z.strictObject({
    facts: Facts.default({}),
    consents: Consents.optional(),
    tier: z.enum(['self', 'platform', 'partner', 'bureau', 'registry']).optional(),
    asOf: z.iso.date().optional().describe('Today or later: what time alone would do'),
  }),
]);

/** A target that is no score is told as that, and not as a name that the other kind of request does not have. */
export const SimulateRequest = z.preprocess((given: z.input<typeof Simulation>, { issues }) => {
  const { target } = Object(given);
  if (target !== undefined && !Number.isInteger(target)) {
    issues.push({ code: 'custom', path: ['target'], message: 'must be a whole number', input: given });
  }
  return given;
}, Simulation);
export type SimulateRequest = z.infer<typeof SimulateRequest>;

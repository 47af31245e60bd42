import { consentToSource, PARTNER_SOURCE } from '../schemas/partner.ts';
import { type Evidence, ofSources, type Statements } from './evidence.ts';

/**
 * What may be used of all that is known: what partners sent only with the person's live consent to that source. The one
 * place that leaves it out, before anything is resolved; the score is then what it would be had it never been sent.
 */
export function consented<Known extends Statements>(
  evidence: Known,
  consents: Readonly<Record<string, boolean>>,
): Known | Evidence {
  const { partners, dictionary } = evidence;
  if (partners === undefined || partners.sources.every((source) => mayTell(source, consents))) return evidence;
  return ofSources(dictionary, partners.registers(), (source) => mayTell(source, consents));
}

/** Whether the person lets this source tell about them; sources other than partners need no consent of their own. */
export function mayTell(sourceId: string, consents: Readonly<Record<string, boolean>>): boolean {
  if (!sourceId.startsWith(PARTNER_SOURCE)) return true;
  return consents[consentToSource(sourceId.slice(PARTNER_SOURCE.length))] === true;
}

import { isDeepStrictEqual } from 'node:util';
import { TahiniError } from '../../errors.ts';
import { ownerOfPartner, type PartnerSettings, type StoredPartner, type WebhookSecret } from '../../schemas/partner.ts';
import type { Dictionary } from '../../scoring/model.ts';
import { checkSettings } from './check-settings.ts';
import { type PartnerChange, type PartnerMeans, refuseStale, untilWritten } from './partner-means.ts';
import { type MadeSecret, makeSecret } from './secrets.ts';

export interface PartnerPut {
  partner: StoredPartner;
  became: 'created' | 'changed' | 'unchanged';
  /** Of a partner that was created: told now, and never again. */
  secret: WebhookSecret | undefined;
}

/**
 * Registers a partner with a secret of its own, or changes its settings and leaves the secrets. The same settings again
 * change nothing. A deleted partner's id is refused: people who consented to that one did not mean the next.
 */
export async function putPartner(
  means: PartnerMeans,
  settings: PartnerSettings,
  change: PartnerChange & { dictionary: Dictionary },
): Promise<PartnerPut> {
  const { partnerId, ifMatch, now } = change;
  let made: MadeSecret | undefined;
  return untilWritten(means, async () => {
    const known = await means.partners.readPartner(partnerId);
    refuseStale(known, ifMatch);
    if (!onlyDisables(settings, known)) checkSettings(settings, change.dictionary, now);
    if (known !== undefined) return changed(means, known, settings, now);
    // Made before, and taken: but there is none.
    if (made !== undefined)
      throw new TahiniError('partner-deleted', 'A partner of this id was deleted; choose another.');
    made = await makeSecret(means, ownerOfPartner(partnerId), means.newSecretId(), now);
    const kept = { partnerId, secrets: [made.stored], version: 1, createdAt: now, updatedAt: now };
    const partner = { ...settings, ...kept };
    const isFirst = await means.partners.putPartner(partner, undefined);
    return isFirst ? { partner, became: 'created', secret: made.secret } : undefined;
  });
}

async function changed(
  { partners }: PartnerMeans,
  known: StoredPartner,
  settings: PartnerSettings,
  now: number,
): Promise<PartnerPut | undefined> {
  if (isDeepStrictEqual(settingsOf(known), settings)) return { partner: known, became: 'unchanged', secret: undefined };
  const { partnerId, secrets, version, createdAt } = known;
  const partner = { ...settings, partnerId, secrets, version: version + 1, createdAt, updatedAt: now };
  const isNext = await partners.putPartner(partner, known.version);
  return isNext ? { partner, became: 'changed', secret: undefined } : undefined;
}

/** Nothing stands in the way of that, not even a dictionary that has not the facts any more. */
function onlyDisables(settings: PartnerSettings, known: StoredPartner | undefined): boolean {
  return known !== undefined && isDeepStrictEqual({ ...settingsOf(known), enabled: false }, settings);
}

function settingsOf(partner: StoredPartner): PartnerSettings {
  const { partnerId: _id, secrets: _s, version: _v, createdAt: _c, updatedAt: _u, ...settings } = partner;
  return settings;
}

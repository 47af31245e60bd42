import type { ProfileReply } from '../../../../lib/schemas/api/replies/profile.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { type Texts, useTexts } from '../../i18n/use-texts.ts';

/** What the person agreed to, and what the card would need their consent for. */
export function Consents({ profile: { consents }, card }: { profile: ProfileReply; card: Scorecard | undefined }) {
  const texts = useTexts();
  const { t, moment } = texts;
  const asked = card?.dimensions.flatMap(({ consent }) =>
    consent === undefined || consents[consent] ? [] : [consent],
  );
  return (
    <div class="consents">
      <h3>{t.evidence.consents}</h3>
      <ul>
        {Object.entries(consents).map(([name, { granted, at }]) => (
          <li key={name} data-consent={name}>
            <span class={granted ? 'tag counted' : 'tag'}>{granted ? t.evidence.given : t.evidence.withdrawn}</span>{' '}
            {consentInWords(name, texts)} <span class="soft small">{moment(at)}</span>
          </li>
        ))}
        {asked?.map((name) => (
          <li key={name} data-consent={name}>
            <span class="tag">{t.evidence.notGiven}</span> {consentInWords(name, texts)}
          </li>
        ))}
      </ul>
      {Object.keys(consents).length === 0 && !asked?.length && <p class="soft">{t.evidence.noConsents}</p>}
    </div>
  );
}

export function consentInWords(name: string, { t }: Texts): string {
  const [, kind, partner] = /^(source|recipient):(.+)$/.exec(name) ?? [];
  if (kind !== undefined && partner !== undefined) return t.evidence.partnerConsents[kind as 'source'](partner);
  return name in t.dimensions ? t.evidence.dimensionConsent(t.dimensions[name as 'identity'].name) : name;
}

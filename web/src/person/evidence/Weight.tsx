import { useTexts } from '../../i18n/use-texts.ts';
import { Meter } from '../../parts/Meter.tsx';
import type { Spoken } from './entries.ts';
import { type Trust, weightOf } from './trust.ts';

interface WeightProps {
  word: Spoken;
  trust: Trust;
  of: string;
}

/** How far a statement is believed, and the three factors of it; or how far it turns against the person. */
export function Weight({ word: { verdict, isOwnDisadvantage }, trust, of: whose }: WeightProps) {
  const { t, percent } = useTexts();
  const weight = isOwnDisadvantage ? trust.freshness : weightOf(trust);
  const isAgainst = weight < 0;
  const share = percent(Math.abs(weight));
  const { countsAgainst, wouldCountAgainst, factors } = t.evidence;
  const says = isAgainst ? (verdict === 'counts' ? countsAgainst : wouldCountAgainst)(share) : share;
  return (
    <details class={`weight ${isAgainst ? 'against' : ''}`}>
      <summary>
        <b>{says}</b>
        <Meter
          label={`${t.evidence.weight}: ${whose}`}
          value={Math.abs(weight)}
          says={says}
          tone={isAgainst ? 'against' : ''}
        />
      </summary>
      <dl>
        {(Object.entries(factors) as [keyof Trust, string][]).map(([factor, name]) => (
          <div key={factor}>
            <dt>{name}</dt>
            <dd>{percent(trust[factor])}</dd>
          </div>
        ))}
      </dl>
      {isAgainst && <p class="soft small">{t.evidence.against}</p>}
    </details>
  );
}

import { useTexts } from '../../i18n/use-texts.ts';
import { Meter } from '../../parts/Meter.tsx';
import { type Trust, weightOf } from './trust.ts';

/** How far a statement is believed, and the three factors of it. */
export function Weight({ trust, of: whose }: { trust: Trust; of: string }) {
  const { t, percent } = useTexts();
  const weight = weightOf(trust);
  const factors = Object.entries(t.evidence.factors) as [keyof Trust, string][];
  return (
    <details class="weight">
      <summary>
        <b>{percent(weight)}</b>
        <Meter label={`${t.evidence.weight}: ${whose}`} value={weight} says={percent(weight)} />
      </summary>
      <dl>
        {factors.map(([factor, says]) => (
          <div key={factor}>
            <dt>{says}</dt>
            <dd>{percent(trust[factor])}</dd>
          </div>
        ))}
      </dl>
      {weight < 0 && <p class="soft small">{t.evidence.against}</p>}
    </details>
  );
}

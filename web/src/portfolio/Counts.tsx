import type { JobStatusReply } from '../../../lib/schemas/api/replies/rescore.ts';
import { useTexts } from '../i18n/use-texts.ts';

const ALWAYS = ['people', 'changed', 'unchanged', 'unscorable'];

/** People by what became of them; of what is rare, only what there is. */
export function Counts({ counts }: Pick<JobStatusReply, 'counts'>) {
  const { t, number } = useTexts();
  const names = Object.keys(t.portfolio.counts) as (keyof typeof t.portfolio.counts)[];
  return (
    <dl class="figures-row job-counts">
      {names
        .filter((name) => ALWAYS.includes(name) || counts[name] > 0)
        .map((name) => (
          <div key={name} class={name === 'failed' ? 'wrong' : undefined}>
            <dt>{t.portfolio.counts[name]}</dt>
            <dd>{number(counts[name])}</dd>
          </div>
        ))}
    </dl>
  );
}

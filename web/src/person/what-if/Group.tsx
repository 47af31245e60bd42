import { useId, useMemo } from 'preact/hooks';
import { useTexts } from '../../i18n/use-texts.ts';
import { Control } from './Control.tsx';
import { Switch } from './inputs.tsx';
import type { LeverGroup } from './levers.ts';
import type { WhatIf } from './use-what-if.ts';

interface GroupProps {
  group: LeverGroup;
  isOpen: boolean;
  today: number;
  whatIf: WhatIf;
}

/** The facts of a dimension: those of which something is known first. */
export function Group({ group: { dimension, consent, levers }, isOpen, today, whatIf }: GroupProps) {
  const { t, lang, number } = useTexts();
  const { supposition, suppose, consent: giveConsent } = whatIf;
  const known = levers.filter(({ believed }) => believed !== undefined);
  const ordered = [...known, ...levers.filter(({ believed }) => believed === undefined)];
  const isConsentSupposed = consent !== undefined && consent.name in supposition.consents;
  const supposed = levers.filter(({ name }) => name in supposition.facts).length + Number(isConsentSupposed);
  // Most moves of a slider change one group of five.
  const controls = useMemo(
    () =>
      ordered.map((lever) => (
        <Control
          key={lever.name}
          lever={lever}
          supposed={supposition.facts[lever.name]}
          today={today}
          onSuppose={(value) => suppose(lever.name, value)}
        />
      )),
    [lang, levers, today, ...levers.map(({ name }) => supposition.facts[name])],
  );
  if (levers.length === 0) return null;
  return (
    <details class="group" open={isOpen} data-dimension={dimension}>
      <summary>
        <h3>{t.dimensions[dimension].name}</h3>
        <span class="soft small">
          {t.whatIf.known(t.common.of(number(known.length), number(levers.length)))}
          {supposed > 0 && <b class="supposed-count"> · {t.whatIf.count(number(supposed))}</b>}
        </span>
      </summary>
      {consent !== undefined && (
        <Consent
          given={consent.given}
          supposed={supposition.consents[consent.name]}
          onChange={(given) => giveConsent(consent.name, given === consent.given ? undefined : given)}
        />
      )}
      {controls}
    </details>
  );
}

interface ConsentProps {
  given: boolean;
  supposed: boolean | undefined;
  onChange(given: boolean): void;
}

function Consent({ given, supposed, onChange }: ConsentProps) {
  const { t } = useTexts();
  const id = useId();
  return (
    <div class={supposed === undefined ? 'control' : 'control supposed'} data-fact="consent">
      <div class="about">
        <label for={id}>{t.whatIf.consent}</label>
        <p class="soft small">{given ? t.evidence.given : t.evidence.notGiven}</p>
      </div>
      <Switch id={id} isOn={supposed ?? given} onChange={onChange} />
    </div>
  );
}

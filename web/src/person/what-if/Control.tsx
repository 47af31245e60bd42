import type { ComponentType } from 'preact';
import { useId } from 'preact/hooks';
import { TIERS } from '../../../../lib/schemas/dictionary.ts';
import { verifyingTier } from '../../../../lib/scoring/suppose.ts';
import { valueInWords } from '../../card/fact-words.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { CategoryInput, DateInput, FlagInput, type InputProps, MonthsInput, NumberInput } from './inputs.tsx';
import type { Lever } from './levers.ts';
import type { SupposedValue } from './supposition.ts';

interface ControlProps {
  lever: Lever;
  supposed: SupposedValue | undefined;
  today: number;
  onSuppose(value: SupposedValue | undefined): void;
}

const INPUTS: Record<Lever['definition']['type'], ComponentType<InputProps>> = {
  number: NumberInput,
  category: CategoryInput,
  flag: FlagInput,
  since: DateInput,
  months: MonthsInput,
};

/** A fact with a control that fits its type: what is known, what is supposed instead, and the way back. */
export function Control({ lever, supposed, today, onSuppose }: ControlProps) {
  const texts = useTexts();
  const { t, say, number } = texts;
  const id = useId();
  const { definition, current, believed, amounts } = lever;
  const Input = INPUTS[definition.type];
  const label = say(definition.label);
  const isKnown = believed !== undefined;
  const what =
    current !== undefined
      ? valueInWords(definition, current, texts)
      : amounts.length > 0
        ? t.whatIf.monthsKnown(number(amounts.length))
        : '';
  return (
    <div class={supposed === undefined ? 'control' : 'control supposed'} data-fact={lever.name}>
      <div class="about">
        <label for={id}>{label}</label>
        <p class="soft small">
          {isKnown ? `${what} · ${t.tiers[TIERS[believed.tier] ?? 'self']}` : t.whatIf.nothingKnown}
        </p>
      </div>
      <Input id={id} label={label} lever={lever} supposed={supposed} today={today} onSuppose={onSuppose} />
      {supposed !== undefined && (
        <p class="taken small">
          <span>{t.whatIf.verifiedBy(TIERS[verifyingTier(definition)] ?? 'self')}</span>
          <button
            type="button"
            class="link"
            onClick={() => onSuppose(undefined)}
            aria-label={`${t.whatIf.undo}: ${label}`}
          >
            {t.whatIf.undo}
          </button>
        </p>
      )}
    </div>
  );
}

import { formatDay, parseDay } from '../../../../lib/scoring/calendar.ts';
import { categoryInWords, unitOf, valueInWords, withUnit } from '../../card/fact-words.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import type { Lever } from './levers.ts';
import type { SupposedMonths, SupposedValue } from './supposition.ts';
import { amountRange, cutsOf, type Range, usefulRange } from './useful-range.ts';

export interface InputProps {
  id: string;
  label: string;
  lever: Lever;
  supposed: SupposedValue | undefined;
  /** Days since 1970. */
  today: number;
  onSuppose(value: SupposedValue | undefined): void;
}

export function NumberInput({ id, lever, supposed, onSuppose }: InputProps) {
  const texts = useTexts();
  const { definition, rows, current } = lever;
  const known = typeof current === 'number' ? current : undefined;
  const range = usefulRange(cutsOf(rows), definition.type === 'number' ? definition.range : [0, 1], known);
  const value = typeof supposed === 'number' ? supposed : known;
  const says = value === undefined ? '–' : valueInWords(definition, value, texts);
  return <Slider id={id} range={range} value={value ?? range.min} says={says} onInput={onSuppose} />;
}

export function CategoryInput({ id, lever: { definition }, supposed, onSuppose }: InputProps) {
  const { t } = useTexts();
  const categories = definition.type === 'category' ? definition.categories : [];
  const value = typeof supposed === 'string' ? supposed : '';
  return (
    <select
      id={id}
      class="choice"
      value={value}
      onChange={(event) => onSuppose(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    >
      <option value="" selected={value === ''}>
        {t.whatIf.asKnown}
      </option>
      {categories.map((name) => (
        <option key={name} value={name} selected={name === value}>
          {categoryInWords(name, t)}
        </option>
      ))}
    </select>
  );
}

export function FlagInput({ id, lever: { current }, supposed, onSuppose }: InputProps) {
  const isOn = (supposed ?? current) === true;
  return <Switch id={id} isOn={isOn} onChange={onSuppose} />;
}

export function Switch({ id, isOn, onChange }: { id: string; isOn: boolean; onChange(isOn: boolean): void }) {
  const { t } = useTexts();
  return (
    <span class="switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={isOn}
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="track" aria-hidden="true" />
      <span aria-hidden="true">{isOn ? t.evidence.yes : t.evidence.no}</span>
    </span>
  );
}

export function DateInput({ id, lever: { current }, supposed, today, onSuppose }: InputProps) {
  const value = supposed ?? current;
  return (
    <input
      id={id}
      class="choice"
      type="date"
      min="1900-01-01"
      max={formatDay(today)}
      value={typeof value === 'string' ? value : ''}
      onInput={(event) => {
        // While somebody types, it may be no date yet.
        const day = parseDay(event.currentTarget.value);
        if (day !== undefined && day <= today) onSuppose(event.currentTarget.value);
      }}
    />
  );
}

const MOST_MONTHS = 24;

/** A further account: of payments, all as agreed; of amounts, with the same amount each month. */
export function MonthsInput({ id, label, lever, supposed, onSuppose }: InputProps) {
  const { t, number } = useTexts();
  const { definition, rows, amounts } = lever;
  if (definition.type !== 'months') return null;
  const isPayment = definition.combine === 'worst';
  const range = amountRange(rows, definition, amounts);
  const now: SupposedMonths =
    typeof supposed === 'object' ? supposed : { months: 0, amount: isPayment ? 0 : usual(amounts, range) };
  const change = (next: Partial<SupposedMonths>) => {
    const { months, amount } = { ...now, ...next };
    onSuppose(months === 0 ? undefined : { months, amount });
  };
  const says = isPayment ? t.whatIf.monthsAsAgreed(number(now.months)) : t.whatIf.months(number(now.months));
  return (
    <div class="sliders">
      <Slider
        id={id}
        range={{ min: 0, max: MOST_MONTHS, step: 1 }}
        value={now.months}
        says={now.months === 0 ? t.whatIf.noAccount : says}
        onInput={(months) => change({ months })}
      />
      {!isPayment && now.months > 0 && (
        <Slider
          id={`${id}-amount`}
          label={`${label}: ${t.whatIf.amount}`}
          range={range}
          value={now.amount}
          says={withUnit(number(now.amount), unitOf(definition), t)}
          onInput={(amount) => change({ amount })}
        />
      )}
    </div>
  );
}

/** What the person's own accounts hold in the mean, else the middle of what makes a difference. */
function usual(amounts: readonly number[], { min, max, step }: Range): number {
  const mean =
    amounts.length === 0 ? (min + max) / 2 : amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
  return Math.min(max, Math.max(min, min + Math.round((mean - min) / step) * step));
}

interface SliderProps {
  id: string;
  /** Where no label element points at it. */
  label?: string;
  range: Range;
  value: number;
  says: string;
  onInput(value: number): void;
}

export function Slider({ id, label, range: { min, max, step }, value, says, onInput }: SliderProps) {
  return (
    <span class="slider">
      <input
        id={id}
        type="range"
        aria-label={label}
        aria-valuetext={says}
        min={min}
        max={max}
        step={step}
        value={value}
        onInput={(event) => onInput(event.currentTarget.valueAsNumber)}
      />
      <span class="says" aria-hidden="true">
        {says}
      </span>
    </span>
  );
}

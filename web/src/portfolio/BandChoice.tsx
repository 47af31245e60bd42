import type { Scorecard } from '../../../lib/scoring/model.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { bandName } from './names.ts';

interface BandChoiceProps {
  card: Scorecard;
  chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}

/** Bands, any number of them. */
export function BandChoice({ card, chosen, onChange }: BandChoiceProps) {
  const { t, say } = useTexts();
  const toggle = (name: string) =>
    onChange(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
  return (
    <fieldset class="band-choice">
      <legend>{t.portfolio.onlyBands}</legend>
      {card.bands.map(({ name }) => (
        <label key={name} class="tick-box">
          <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />
          {bandName(card, name, say)}
        </label>
      ))}
      <p class="soft small">{t.portfolio.onlyBandsHint}</p>
    </fieldset>
  );
}

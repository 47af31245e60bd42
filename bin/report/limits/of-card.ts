import { html } from '../html.ts';
import { provenanceOf } from '../provenance.ts';
import { readingOf } from '../sections/stability.ts';
import { fixed, list, percent, plain, pValue, said, told } from '../words.ts';
import { type Limit, type Look, note, serious } from './limit.ts';

export const whatItIs: Look = ({ card: { file } }) => {
  const used = new Set(file.characteristics.map(({ dimension }) => dimension));
  return [
    ...(file.benchmarkOnly
      ? [
          serious(
            'The card is for benchmarks only: it may use what credit may not depend on. The service refuses to activate it.',
          ),
        ]
      : []),
    ...(file.kind === 'expert'
      ? [note('The points are judgement: no outcome went into them, and no chance is stated.')]
      : []),
    ...(file.usesAge
      ? [
          note(
            'The card scores age. It may not count against people of 62 and over; the law of the place may say more.',
          ),
        ]
      : []),
    ...(file.kind === 'learned' && used.size === 1 && file.characteristics.length > 1
      ? [
          note(
            html`All characteristics are in one dimension, ${[...used][0]}: nobody said where they belong, so the five sub-scores say nothing.`,
          ),
        ]
      : []),
  ];
};

export const leftOut: Look = ({ card }) => {
  const { dropped, foundSpecialCodes } = provenanceOf(card);
  const useless = dropped.filter(({ why }) => why !== 'wrong sign').map(({ column }) => said(column));
  return [
    ...dropped
      .filter(({ why }) => why === 'wrong sign')
      .map(({ column, informationValue }) =>
        serious(
          html`${said(column)} (information value ${fixed(informationValue, 3)}) was left out: beside the others it would have counted against its own evidence.`,
        ),
      ),
    ...(useless.length === 0 ? [] : [note(html`Left out, since they say nothing more: ${list(useless)}.`)]),
    ...Object.entries(foundSpecialCodes).map(([fact, codes]) =>
      note(
        html`${codes.map(plain).join(', ')} of ${said(fact)} stood apart and were taken for special codes, not for quantities: is that so?`,
      ),
    ),
  ];
};

export const learning: Look = ({ notes }) => notes.map((text) => note(html`Said at training: ${told(text)}`));

export const miscalibrated: Look = ({ found }) => {
  const { calibration, badRate } = found;
  if (calibration === null || calibration.p >= 0.05) return [];
  const way = calibration.stated < badRate ? 'too low' : 'too high';
  return [
    serious(
      html`The stated chances do not fit (p ${calibration.p < 0.001 ? '' : '= '}${pValue(calibration.p)}): ${percent(calibration.stated, 2)} stated, ${percent(badRate, 2)} happened; on average they are ${way}.`,
    ),
  ];
};

export const drifted: Look = ({ found: { stability } }, characteristics) => {
  if (stability === null) return [];
  const nameOf = (id: string) => said(characteristics.find(({ file }) => file.id === id)!.name);
  const all = [
    { name: html`the score`, ...stability.score },
    ...stability.characteristics.map((it) => ({ name: nameOf(it.id), ...it })),
  ];
  return all.flatMap((shift): Limit[] => {
    const reading = readingOf(shift);
    const says = html`A ${reading} shift of ${shift.name} since the card was learned (${fixed(shift.psi, 3)}).`;
    return reading === 'large' ? [serious(says)] : reading === 'moderate' ? [note(says)] : [];
  });
};

export const unfair: Look = ({ found }) =>
  found.fairness.flatMap(({ column, groups }) =>
    groups
      .filter(({ underFourFifths }) => underFourFifths)
      .map(({ group, ratio }) =>
        serious(
          html`${said(column)}, ${said(group)}: approved ${fixed(ratio, 2)} times as often as the group that is approved most.`,
        ),
      ),
  );

export const notMeasured: Look = ({ found, on }) => [
  ...(found.fairness.length === 0 ? [serious('Fairness was not measured: no protected column was named.')] : []),
  ...(on === 'held-out'
    ? [note('Judged on people of the training data, by cross-validation: nothing is known of later people.')]
    : []),
];

import type { CalibrationRow } from '../../lib/learning/validation/calibration.ts';
import type { GroupRow } from '../../lib/learning/validation/fairness.ts';
import type { SwapCell } from '../../lib/learning/validation/swap-set.ts';
import type { Comparison, Validation } from '../../lib/learning/validation/validate.ts';
import type { Shift } from '../../lib/scorecards/stability.ts';
import { count } from '../import/progress.ts';
import type { FileValidation } from './validate-file.ts';

/** A validation for people to read. Texts of the data are cleaned of what a terminal would obey. */
export function inWords(found: FileValidation): string {
  return [
    headline(found),
    calibration(found),
    table(
      ['band', 'from', 'people', 'share', 'bad rate'],
      found.bands.map((row) => [row.band, `${row.from}`, people(row.n), percent(row.share), percent(row.badRate)]),
    ),
    stability(found),
    ...(found.against === null ? [] : [against(found.against)]),
    ...found.fairness.map(({ column, groups }) => fairness(column, groups, found)),
  ].join('\n\n');
}

function headline(found: FileValidation): string {
  const { n, badRate, auc, aucInterval, gini, ks, ksAt, brier, logLoss, unscorable, refused, unseen } = found;
  const without = [
    ...(unscorable > 0 ? [`${count(unscorable)} unscorable`] : []),
    ...(refused > 0 ? [`${count(refused)} refused`] : []),
  ].join(' and ');
  const chances =
    brier === null || logLoss === null
      ? 'the card states no chances (it is not calibrated): no Brier score, no log-loss'
      : `Brier ${fixed(brier, 5)}, log-loss ${fixed(logLoss, 5)}`;
  return [
    `${people(n)} people, ${percent(badRate)} bad${without === '' ? '' : `, without ${without}`}`,
    `AUC ${fixed(auc)} (95 %: ${fixed(aucInterval.low)}-${fixed(aucInterval.high)}), Gini ${fixed(gini)}, KS ${fixed(ks)} at ${ksAt}`,
    chances,
    ...Object.entries(unseen).map(([column, cells]) => `unseen categories in ${clean(column)}: ${count(cells)}`),
  ].join('\n');
}

function calibration({ calibration: found, badRate }: Validation): string {
  if (found === null) return 'calibration: none';
  const row = ({ n, stated, happened, interval, from, to }: CalibrationRow) => [
    `${percent(from)}-${percent(to)}`,
    people(n),
    percent(stated),
    percent(happened),
    `${percent(interval.low)}-${percent(interval.high)}`,
  ];
  const verdict = `stated ${percent(found.stated)}, happened ${percent(badRate)}; Spiegelhalter z = ${fixed(found.z, 2)}, p = ${fixed(found.p, 3)}`;
  return `calibration: ${verdict}\n${table(['chance of bad', 'people', 'stated', 'happened', '95 %'], found.table.map(row))}`;
}

function stability({ stability: found }: Validation): string {
  if (found === null) return 'stability: the card keeps no baseline of the people it was learned from';
  const row = (name: string, { psi, bins, chance }: Shift) => [name, fixed(psi), `${bins}`, fixed(chance)];
  const rows = [row('score (PSI)', found.score), ...found.characteristics.map((it) => row(it.id, it))];
  const head = `stability: ${people(found.learnedFrom)} people learned from, ${people(found.people)} now`;
  return `${head}\n${table(['', 'PSI / CSI', 'bins', '95 % by chance'], rows)}`;
}

function against({ card, n, auc, otherAuc, difference, p, swapSet }: Comparison): string {
  const row = (name: string, cell: SwapCell) => [name, people(cell.n), percent(cell.badRate)];
  const { cutOff, otherCutOff } = swapSet;
  return [
    `against ${card} on ${count(n)} people: AUC ${fixed(auc)} against ${fixed(otherAuc)}, difference ${fixed(difference)} (DeLong p = ${fixed(p, 3)})`,
    `cut-off ${cutOff.score} approves ${percent(cutOff.approved)}, the other's ${otherCutOff.score} ${percent(otherCutOff.approved)}`,
    table(
      ['', 'people', 'bad rate'],
      [
        row('both approve', swapSet.bothApprove),
        row('swapped in', swapSet.swappedIn),
        row('swapped out', swapSet.swappedOut),
        row('both decline', swapSet.bothDecline),
      ],
    ),
  ].join('\n');
}

function fairness(column: string, groups: readonly GroupRow[], { cutOff }: Validation): string {
  const row = (group: GroupRow) => [
    `${clean(group.group)}${group.few ? ' (few)' : ''}`,
    count(group.n),
    percent(group.badRate),
    percent(group.approved),
    `${fixed(group.ratio, 2)}${group.underFourFifths ? ' < 4/5' : ''}`,
    group.auc === null
      ? '-'
      : `${fixed(group.auc, 3)} (${fixed(group.aucInterval?.low, 2)}-${fixed(group.aucInterval?.high, 2)})`,
    percent(group.stated),
    fixed(group.calibrationP, 3),
  ];
  const head = `fairness by ${clean(column)}, approving from ${cutOff.score} (${percent(cutOff.approved)}${cutOff.chosen === 'given' ? '' : ', since no --cutoff was given'})`;
  return `${head}\n${table(['group', 'people', 'bad rate', 'approved', 'ratio', 'AUC', 'stated', 'p'], groups.map(row))}`;
}

/** Columns as wide as they need be: the first to the left, numbers to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  ');
  return all.map((row) => `  ${line(row)}`.trimEnd()).join('\n');
}

/** Control characters could move the cursor, or hide what is shown. */
export function clean(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '?').slice(0, 60);
}

function people(n: number): string {
  return count(Number(n.toFixed(1)));
}

function fixed(value: number | null | undefined, digits = 4): string {
  return value === null || value === undefined || Number.isNaN(value) ? '-' : value.toFixed(digits);
}

function percent(share: number | null): string {
  return share === null || Number.isNaN(share) ? '-' : `${(100 * share).toFixed(1)} %`;
}

import { column, type Reader, signed, unsigned, written } from '../../dense/symbols.ts';
import type { Series } from '../evidence.ts';
import type { Report } from './reports.ts';

/** Months are written as differences, the first one from this: January 2024. */
const NEAR_MONTH = 24_288;

/** The slots of a series, oldest first, as columns. */
export interface Slots {
  months: number[];
  /** Places in the list of reports. */
  reports: number[];
  values: (number | null)[];
}

export function writtenSlots({ slots }: Series, places: readonly number[]): string {
  return [
    written(slots.length),
    column(slots.map(({ month }, i) => signed(month - (slots[i - 1]?.month ?? NEAR_MONTH)))),
    column(places.map((place, i) => signed(place - (places[i - 1] ?? 0)))),
    column(slots.map(({ value }) => value)),
  ].join('');
}

export function readSlots(reader: Reader): Slots {
  const length = reader.number();
  const months = reader.column<number>(length);
  const reports = reader.column<number>(length);
  addUp(months, NEAR_MONTH);
  addUp(reports, 0);
  return { months, reports, values: reader.column<number | null>(length) };
}

function addUp(differences: number[], from: number): void {
  let sum = from;
  for (let i = 0; i < differences.length; i += 1) {
    sum += unsigned(differences[i] as number);
    differences[i] = sum;
  }
}

export function seriesOf(account: string, { months, reports, values }: Slots, all: readonly Report[]): Series {
  const slots = months.map((month, i) => {
    const { tier, day, revision } = all[reports[i] as number] as Report;
    return { month, value: values[i] as number | null, tier, day, revision };
  });
  return { sourceId: (all[reports[0] as number] as Report).sourceId, account, slots };
}

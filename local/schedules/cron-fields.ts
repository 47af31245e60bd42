/** One field of a cron expression: its name, its range, and words that stand for numbers. */
export interface FieldKind {
  name: string;
  least: number;
  most: number;
  words?: readonly string[];
}

/** The numbers that a field of lists, ranges and steps allows. Throws a RangeError that names it. */
export function parseField(text: string, kind: FieldKind): ReadonlySet<number> {
  return new Set(text.split(',').flatMap((part) => parsePart(part, kind)));
}

function parsePart(part: string, kind: FieldKind): number[] {
  const [range = '', step, ...rest] = part.split('/');
  const [from, to] = rangeOf(range, step !== undefined, kind);
  const by = step === undefined ? 1 : numberIn(step, { name: `step of ${kind.name}`, least: 1, most: kind.most });
  if (rest.length > 0 || from > to) throw wrong(part, kind);
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

function rangeOf(range: string, hasStep: boolean, kind: FieldKind): [number, number] {
  if (range === '*') return [kind.least, kind.most];
  const [from = '', to, ...rest] = range.split('-');
  if (rest.length > 0) throw wrong(range, kind);
  const first = numberIn(from, kind);
  // '5/15' goes on to the end.
  return [first, to === undefined ? (hasStep ? kind.most : first) : numberIn(to, kind)];
}

export function numberIn(text: string, kind: FieldKind): number {
  const word = kind.words?.indexOf(text.toUpperCase()) ?? -1;
  const value = word >= 0 ? word + kind.least : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= kind.least && value <= kind.most)) throw wrong(text, kind);
  return value;
}

export function wrong(text: string, { name, least, most }: FieldKind): RangeError {
  return new RangeError(`has '${text}' as ${name}, which is not within ${least} to ${most} of AWS's cron syntax`);
}

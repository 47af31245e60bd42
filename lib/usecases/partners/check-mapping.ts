import { type ErrorKind, TahiniError } from '../../errors.ts';
import type { Fact, Tier } from '../../schemas/dictionary.ts';
import type { EventValue, FactMapping } from '../../schemas/partner.ts';
import type { FactReport } from '../../schemas/profile.ts';
import { dayOf, formatMonth, monthOf } from '../../scoring/calendar.ts';
import type { Dictionary } from '../../scoring/model.ts';
import { readReport } from '../read-report.ts';

/** Collects what is wrong, by the place below the one at hand. */
export type Tell = (path: readonly (string | number)[], rule: ErrorKind, detail: string) => undefined;

interface Under {
  fact: Fact;
  tier: Tier;
  dictionary: Dictionary;
  /** Milliseconds since 1970. */
  now: number;
}

type Constant = string | number | boolean;

/** Whether a mapping fits the type of its fact, and each value that is known before any event is one of the fact's. */
export function checkMapping(mapping: FactMapping, under: Under, tell: Tell): void {
  const { value, retracted, account, month, fact: name } = mapping;
  if ((value === undefined) === (retracted === undefined)) {
    tell([], 'invalid-mapping', 'Needs either a `value` or `retracted: true`.');
  }
  const inMonths = under.fact.type === 'months';
  if (inMonths && account === undefined) {
    tell(['account'], 'invalid-mapping', 'A fact in months needs the account that the event is about.');
  }
  for (const part of inMonths ? [] : (['account', 'month'] as const)) {
    if (mapping[part] !== undefined) tell([part], 'invalid-mapping', 'Only facts in months have accounts and months.');
  }
  const report = (constant: Constant): FactReport => ({ value: inMonths ? inSlot({ constant }, under) : constant });
  eachConstant('value', value, tell, (constant) => refusal(name, report(constant), under));
  if (!inMonths) return;
  eachConstant('account', account, tell, (constant) =>
    refusal(name, { value: inSlot({ account: constant }, under) }, under),
  );
  eachConstant('month', month, tell, (constant) => refusal(name, { value: inSlot({ month: constant }, under) }, under));
}

/** Every value that stands in the mapping itself: its constant, or what its table says. */
function eachConstant(
  part: 'value' | 'account' | 'month',
  value: EventValue | undefined,
  tell: Tell,
  refused: (constant: Constant) => Refusal | undefined,
): void {
  const constants: [path: string[], constant: Constant][] =
    value === undefined
      ? []
      : 'is' in value
        ? [[['is'], value.is]]
        : Object.entries(value.map ?? {}).map(([word, constant]) => [['map', word], constant]);
  for (const [path, constant] of constants) {
    const isText = part === 'value' || typeof constant === 'string';
    const found = isText ? refused(constant) : NO_TEXT;
    if (found !== undefined) tell([part, ...path], found.rule, found.detail);
  }
}

interface Refusal {
  rule: ErrorKind;
  detail: string;
}

const NO_TEXT: Refusal = { rule: 'wrong-type', detail: 'Must be a text.' };

/** One register of this month, with what is given in its place: everything else is good. */
function inSlot(
  { constant = null, account = 'a', month }: { constant?: Constant | null; account?: Constant; month?: Constant },
  { now }: Under,
): object {
  return Object.fromEntries([[account, Object.fromEntries([[month ?? formatMonth(monthOf(dayOf(now))), constant]])]]);
}

/** What the very rules by which evidence is read say of a report of this fact alone. */
function refusal(name: string, report: FactReport, { tier, dictionary, now }: Under): Refusal | undefined {
  try {
    readReport({ [name]: report }, { kind: 'service', sourceId: 'of-a-mapping', tier }, dictionary, now);
    return undefined;
  } catch (error) {
    // Whether the tier may state the fact is told once, in the list of facts.
    if (!(error instanceof TahiniError) || error.kind === 'tier-may-not-assert') return undefined;
    return error.violations[0];
  }
}

import type { FactMapping } from '../../schemas/partner.ts';
import type { PartnerEvent } from '../../schemas/partner-event.ts';
import type { FactReport } from '../../schemas/profile.ts';
import { dayOf, formatDay, formatMonth, monthOf } from '../../scoring/calendar.ts';
import type { Dictionary } from '../../scoring/model.ts';
import { type EventRefusal, refuseEvent } from './event-refusal.ts';
import { valueIn } from './event-value.ts';

const DAY_MS = 86_400_000;

/**
 * What an event says of facts, by its mapping, as a service would report it: seen on the UTC day of `occurredAt`, in the
 * revision of its millisecond. So of two events about one register the later one counts, in whatever order they come.
 */
export function factsOf(
  { data }: PartnerEvent,
  at: number,
  mappings: readonly FactMapping[],
  dictionary: Dictionary,
): Record<string, FactReport> | EventRefusal {
  const day = dayOf(at);
  const seen = { observedAt: formatDay(day), revision: at - day * DAY_MS };
  const reports = new Map<string, FactReport>();
  for (const mapping of mappings) {
    const said = isOfMonths(mapping, dictionary) ? monthSaid(mapping, data, day) : valueSaid(mapping, data);
    if ('refused' in said) return said;
    reports.set(mapping.fact, { ...joined(reports.get(mapping.fact), said), ...seen });
  }
  return Object.fromEntries(reports);
}

type Said = Pick<FactReport, 'value' | 'retracted'>;
type Data = PartnerEvent['data'];

function isOfMonths({ fact }: FactMapping, { facts, index }: Dictionary): boolean {
  return facts[index.get(fact) ?? -1]?.type === 'months';
}

function valueSaid({ fact, value, retracted }: FactMapping, data: Data): Said | EventRefusal {
  if (retracted) return { retracted };
  if (value === undefined) return refuseEvent('missing-value', `The mapping gives ${fact} no value.`);
  return valueIn(data, value);
}

/** One month of one account; null takes it back. */
function monthSaid(mapping: FactMapping, data: Data, day: number): Said | EventRefusal {
  const month = mapping.month === undefined ? { value: formatMonth(monthOf(day)) } : valueIn(data, mapping.month);
  if ('refused' in month) return month;
  if (mapping.account === undefined)
    return refuseEvent('missing-value', `The mapping gives ${mapping.fact} no account.`);
  const account = valueIn(data, mapping.account);
  if ('refused' in account) return account;
  const said = mapping.retracted ? { value: null } : valueSaid(mapping, data);
  if ('refused' in said) return said;
  if (typeof account.value !== 'string') return refuseEvent('wrong-type', 'An account is named by a text.');
  if (typeof month.value !== 'string') return refuseEvent('wrong-type', 'A month is a text, YYYY-MM.');
  return { value: { [account.value]: { [month.value]: said.value } } };
}

/** One event may tell of several accounts and months of a fact. */
function joined(before: Said | undefined, said: Said): Said {
  const accounts = accountsOf(before);
  const more = accountsOf(said);
  if (accounts === undefined || more === undefined) return said;
  const names = [...new Set([...Object.keys(accounts), ...Object.keys(more)])];
  return { value: Object.fromEntries(names.map((name) => [name, { ...accounts[name], ...more[name] }])) };
}

function accountsOf(said: Said | undefined): Record<string, object> | undefined {
  const value = said?.value;
  return typeof value === 'object' && value !== null ? (value as Record<string, object>) : undefined;
}

import { TahiniError } from '../../errors.ts';
import { leaves } from '../../schemas/issues.ts';
import { Outcome } from '../../schemas/outcome.ts';
import { type PartnerSettings, sourceOfPartner } from '../../schemas/partner.ts';
import { OUTCOME_EVENT, PartnerEvent, type ToldEvent } from '../../schemas/partner-event.ts';
import type { Evidence } from '../../scoring/evidence.ts';
import type { Dictionary } from '../../scoring/model.ts';
import type { Caller } from '../dependencies.ts';
import { readReport } from '../read-report.ts';
import { factsOf } from './event-facts.ts';
import { type EventRefusal, refuseEvent } from './event-refusal.ts';

/** A partner, as far as its events need it. */
export interface Teller extends Pick<PartnerSettings, 'tier' | 'facts' | 'events' | 'outcomes'> {
  partnerId: string;
}

/** How far a partner's clock may be ahead of ours. */
const AHEAD_MS = 5 * 60_000;

/** What was told, by whom. */
export function callerOf({ partnerId, tier }: Pick<Teller, 'partnerId' | 'tier'>): Caller {
  return { kind: 'service', sourceId: sourceOfPartner(partnerId), tier };
}

/** One element of a batch becomes what it says, or why it cannot be used. Nothing is known of the person here. `now` in milliseconds. */
export function readEvent(
  given: unknown,
  place: number,
  teller: Teller,
  dictionary: Dictionary,
  now: number,
): ToldEvent | (EventRefusal & { place: number; id: string }) {
  const parsed = PartnerEvent.safeParse(given);
  if (!parsed.success) return { place, id: idIn(given), ...invalid('invalid-event', parsed.error.issues) };
  const event = parsed.data;
  const { id, subjectId } = event;
  const at = Date.parse(event.occurredAt);
  const said =
    at > now + AHEAD_MS
      ? refuseEvent('future-observation', 'occurredAt lies in the future (UTC).')
      : saidBy(event, at, teller, dictionary, now);
  return 'refused' in said ? { place, id, ...said } : { place, id, subjectId, at, ...said };
}

function saidBy(event: PartnerEvent, at: number, teller: Teller, dictionary: Dictionary, now: number) {
  if (event.type === OUTCOME_EVENT) return outcomeOf(event, teller);
  const mappings = Object.hasOwn(teller.events, event.type) ? teller.events[event.type] : undefined;
  if (mappings === undefined) return refuseEvent('unknown-event-type', 'No mapping says what such an event means.');
  const facts = factsOf(event, at, mappings, dictionary);
  if ('refused' in facts) return facts as EventRefusal;
  const evidence = evidenceOf(facts, teller, dictionary, now);
  return 'refused' in evidence ? evidence : { facts };
}

function outcomeOf({ data }: PartnerEvent, { outcomes }: Teller): Pick<ToldEvent, 'outcome'> | EventRefusal {
  if (!outcomes) return refuseEvent('unknown-event-type', 'This partner may not report outcomes.');
  const parsed = Outcome.safeParse(data);
  return parsed.success ? { outcome: parsed.data } : invalid('invalid-event', parsed.error.issues, 'data');
}

/** By the very rules of a service's report, and only of facts that the partner may state. */
export function evidenceOf(
  facts: NonNullable<ToldEvent['facts']>,
  teller: Pick<Teller, 'partnerId' | 'tier' | 'facts'>,
  dictionary: Dictionary,
  now: number,
): Evidence | EventRefusal {
  const other = Object.keys(facts).find((name) => !teller.facts.includes(name));
  if (other !== undefined) return refuseEvent('fact-not-allowed', `This partner may not state ${other}.`);
  try {
    return readReport(facts, callerOf(teller), dictionary, now);
  } catch (error) {
    if (!(error instanceof TahiniError)) throw error;
    const [first] = error.violations;
    // Of the pointer, the fact: what follows in it are names out of the event.
    const [, , fact] = first?.pointer.split('/') ?? [];
    return refuseEvent(error.kind, first === undefined ? error.message : `${fact}: ${first.detail}`);
  }
}

function invalid(rule: 'invalid-event', issues: Parameters<typeof leaves>[0][], within?: string): EventRefusal {
  const [first] = issues.flatMap(leaves);
  const field = [within, ...(first?.path ?? [])].filter((part) => part !== undefined).join('.');
  return refuseEvent(rule, `${field && `${field}: `}${first?.message ?? 'is not an event'}`);
}

/** As far as it has one that can be repeated in an answer. */
function idIn(given: unknown): string {
  const id =
    typeof given === 'object' && given !== null && Object.hasOwn(given, 'id') ? (given as { id: unknown }).id : '';
  return PartnerEvent.shape.id.safeParse(id).data ?? '';
}

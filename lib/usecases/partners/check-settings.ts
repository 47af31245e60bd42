import { TahiniError, type Violation } from '../../errors.ts';
import type { Fact } from '../../schemas/dictionary.ts';
import type { FactMapping, PartnerSettings } from '../../schemas/partner.ts';
import { OUTCOME_EVENT } from '../../schemas/partner-event.ts';
import type { Dictionary } from '../../scoring/model.ts';
import { checkMapping, type Tell } from './check-mapping.ts';

/** So that a body of nothing but mistakes is not answered at many times its length. */
const MOST_VIOLATIONS = 100;

/**
 * Whether the settings can mean something under this dictionary: the facts are there and the tier may state them, and each
 * mapping names one of them and fits its type. Throws a TahiniError with every mistake by its pointer.
 */
export function checkSettings(settings: PartnerSettings, dictionary: Dictionary, now: number): void {
  const violations: Violation[] = [];
  const tellAt =
    (at: readonly (string | number)[]): Tell =>
    (path, rule, detail) =>
      void violations.push({ pointer: pointerTo([...at, ...path]), rule, detail });
  checkFacts(settings, dictionary, tellAt(['facts']));
  for (const [type, mappings] of Object.entries(settings.events)) {
    const tell = tellAt(['events', type]);
    if (type === OUTCOME_EVENT) tell([], 'invalid-mapping', 'Outcomes of loans are no evidence: see `outcomes`.');
    for (const [i, mapping] of mappings.entries()) {
      const fact = factOf(mapping, settings, dictionary, tellAt(['events', type, i]));
      if (fact !== undefined) {
        checkTwice(mappings.slice(0, i), mapping, fact, tellAt(['events', type, i, 'fact']));
        checkMapping(mapping, { fact, tier: settings.tier, dictionary, now }, tellAt(['events', type, i]));
      }
    }
  }
  const [first] = violations;
  if (first === undefined) return;
  const shown = violations.slice(0, MOST_VIOLATIONS);
  throw new TahiniError(first.rule, 'The partner was refused; nothing was stored.', { violations: shown });
}

function checkFacts({ facts, tier }: PartnerSettings, dictionary: Dictionary, tell: Tell): void {
  for (const [i, name] of facts.entries()) {
    const fact = dictionary.facts[dictionary.index.get(name) ?? -1];
    if (fact === undefined) tell([i], 'unknown-fact', 'The active dictionary has no such fact.');
    else if (!fact.assertableBy.includes(tier)) {
      tell([i], 'tier-may-not-assert', `Only ${fact.assertableBy.join(', ')} may state this fact, not ${tier}.`);
    } else if (facts.indexOf(name) < i) tell([i], 'invalid-body', 'Is in the list twice.');
  }
}

/** What is wrong with the list of facts is told there. */
function factOf(
  { fact }: FactMapping,
  { facts }: PartnerSettings,
  dictionary: Dictionary,
  tell: Tell,
): Fact | undefined {
  const found = dictionary.facts[dictionary.index.get(fact) ?? -1];
  if (found === undefined) return tell(['fact'], 'unknown-fact', 'The active dictionary has no such fact.');
  if (!facts.includes(fact)) return tell(['fact'], 'fact-not-allowed', 'Is not among the `facts` of this partner.');
  return found;
}

/** One event would say two things of one register, and which one counted would be chance. */
function checkTwice(before: readonly FactMapping[], { fact: name }: FactMapping, { type }: Fact, tell: Tell): void {
  if (type !== 'months' && before.some(({ fact }) => fact === name)) {
    tell([], 'invalid-mapping', 'The same event states this fact twice.');
  }
}

function pointerTo(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

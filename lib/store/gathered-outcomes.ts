import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { OutcomePage, PersonOutcomes, StoredOutcome } from '../schemas/outcome.ts';
import { BEFORE_OUTCOMES } from './decisions.ts';

type Item = Record<string, AttributeValue>;
export type Key = Record<'pk' | 'sk', { S: string }>;

/** From the mildest to the most serious; the place is what is stored. */
export const BY_SERIOUSNESS = ['good', 'closed', 'bad'] as const;

/** Items as they come, by person. A person may be cut by the end of a page. */
export class GatheredOutcomes {
  count = 0;
  #unreadable = 0;
  readonly #people: { subjectId: string; outcomes: StoredOutcome[] }[] = [];

  add(item: Item): void {
    const subjectId = item.pk?.S ?? '';
    const outcome = outcomeFrom(item);
    if (outcome === undefined) this.#unreadable += 1;
    else if (this.#people.at(-1)?.subjectId === subjectId) this.#people.at(-1)?.outcomes.push(outcome);
    else this.#people.push({ subjectId, outcomes: [outcome] });
    this.count += 1;
  }

  all(): OutcomePage {
    return this.#page(this.#people, undefined);
  }

  /** Up to an item that the store read last; undefined when there is nobody but the one who is cut there. */
  until({ pk, sk }: Key): OutcomePage | undefined {
    const isCut = this.#people.at(-1)?.subjectId === pk.S;
    if (!isCut) return this.#page(this.#people, markOf(pk.S, sk.S));
    const whole = this.#people.slice(0, -1);
    return whole.length === 0 ? undefined : this.#page(whole, markOf(pk.S, BEFORE_OUTCOMES));
  }

  #page(people: readonly PersonOutcomes[], next: string | undefined): OutcomePage {
    return { people, unreadable: this.#unreadable, next };
  }
}

/** No id of a person has this sign. */
function markOf(subjectId: string, sk: string): string {
  return `${subjectId}#${sk}`;
}

/** Where a page's `next` leads. */
export function keyAt(mark: string): Key {
  const end = mark.indexOf('#');
  return { pk: { S: mark.slice(0, end) }, sk: { S: mark.slice(end + 1) } };
}

function outcomeFrom({ sk, said }: Item): StoredOutcome | undefined {
  const [, partnerId, loan, observedOn] = sk?.S?.split('#') ?? [];
  const [place, openedOn, product] = said?.S?.split('#') ?? [];
  const outcome = BY_SERIOUSNESS[Number(place)];
  if (!partnerId || !loan || !observedOn || !openedOn || !product || outcome === undefined) return undefined;
  return { partnerId, loan, outcome, product, openedOn, observedOn };
}

import type { LoanThen } from '../../lib/usecases/outcomes/list-outcomes.ts';
import { count } from '../import/progress.ts';
import { LEFT_OUT, type Verdict } from './verdict.ts';

type LeftOut = Record<(typeof LEFT_OUT)[number], number>;

/** What became of the loans of a book: loans = written + all that were left out. */
export interface BookTotals {
  loans: number;
  written: number;
  bad: number;
  good: number;
  leftOut: LeftOut;
  /** Stored outcomes that cannot be read; of which loan, nobody knows. */
  unreadable: number;
  /** Written loans by the card that they were decided by. */
  cards: Record<string, number>;
  opened: { first: string; last: string } | null;
}

const REASONS: LeftOut & object = Object.fromEntries(LEFT_OUT.map((why) => [why, 0])) as LeftOut;

const IN_WORDS: Record<(typeof LEFT_OUT)[number], string> = {
  filtered: 'not asked for',
  closed: 'closed before they could tell',
  immature: 'good so far, with the performance window not over when last seen',
  consent: 'of people who do not consent to the partner any more',
  decision: 'without a decision record from before they were opened',
  card: 'decided by a card that is not registered',
  'readable-decision': 'whose decision record cannot be read',
};

/** Counts while the book is read; the memory it takes does not grow with the loans. */
export class Totals {
  loans = 0;
  written = 0;
  unreadable = 0;
  #bad = 0;
  #first = '';
  #last = '';
  readonly #leftOut = { ...REASONS };
  readonly #cards: Record<string, number> = {};

  count({ openedOn }: LoanThen, verdict: Verdict): void {
    this.loans += 1;
    if ('leftOut' in verdict) {
      this.#leftOut[verdict.leftOut] += 1;
      return;
    }
    const { id, version } = verdict.decision.scorecard;
    this.written += 1;
    this.#bad += verdict.bad;
    this.#cards[`${id} ${version}`] = (this.#cards[`${id} ${version}`] ?? 0) + 1;
    this.#first = this.#first === '' || openedOn < this.#first ? openedOn : this.#first;
    this.#last = openedOn > this.#last ? openedOn : this.#last;
  }

  done(): BookTotals {
    const { loans, written, unreadable } = this;
    return {
      loans,
      written,
      bad: this.#bad,
      good: written - this.#bad,
      leftOut: this.#leftOut,
      unreadable,
      cards: this.#cards,
      opened: written === 0 ? null : { first: this.#first, last: this.#last },
    };
  }

  /** For whoever gets no file. */
  whyNot(): string {
    if (this.loans === 0) return 'partners report outcomes as events of the type tahini.outcome';
    return `of ${count(this.loans)} loans ${leftOutInWords(this.done()).join(', ')}`;
  }
}

export function leftOutInWords({ leftOut, unreadable }: Pick<BookTotals, 'leftOut' | 'unreadable'>): string[] {
  const lines = LEFT_OUT.flatMap((why) => (leftOut[why] === 0 ? [] : [`${count(leftOut[why])} ${IN_WORDS[why]}`]));
  return unreadable === 0 ? lines : [...lines, `${count(unreadable)} stored outcomes cannot be read`];
}

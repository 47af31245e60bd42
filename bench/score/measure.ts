import { card, withoutMonths } from '../support/card.ts';
import { AS_OF, fullyTrusted, samplePeople } from '../support/people.ts';
import { type Contender, type Effort, ratesOf } from '../support/rounds.ts';
import { generated, ours, zen } from './contenders.ts';
import { type Person, scorable } from './ready.ts';
import { zenBatch, zenScores } from './zen.ts';

export interface ScoreEffort extends Effort {
  /** Persons drawn; those who cannot be scored are left out. The straight line runs over all of them. */
  drawn: number;
  /** Persons over whom ours and zen run. */
  timed: number;
}

export interface Measured {
  sample: readonly Person[];
  trusted: readonly Person[];
  timed: number;
  /** Scores per CPU second and round, by contender. */
  rates: Map<string, number[]>;
}

/**
 * Measures ours and its peers side by side; throws when they do not come to the same scores. Each runs over as many
 * persons as its processor's second-level cache holds: evidence that was just decoded is there. A peer whose person is
 * a few hundred bytes needs more persons than ours, else the processor learns its branches by heart.
 */
export async function measureScores({ drawn, timed, ...effort }: ScoreEffort): Promise<Measured> {
  const profiles = samplePeople(drawn);
  const sample = scorable(profiles, card, AS_OF);
  const trusted = scorable(profiles.map(fullyTrusted), card, AS_OF);
  checkTrust(trusted);
  const short = withoutMonths();
  const contenders = [
    ours('ours, sample', sample.slice(0, timed), card),
    ours('ours, trusted', trusted.slice(0, timed), card),
    ours('ours, sample, out of cache', sample.slice(0, 10 * timed), card),
    ours('ours, sample, with unpacking', sample.slice(0, timed), card, true),
    ours('ours, no months', scorable(profiles, short, AS_OF).slice(0, timed), short),
    generated('straight line, trusted', trusted),
    ...(await zenContenders(sample.slice(0, 10 * timed), trusted.slice(0, 10 * timed), timed)),
  ];
  return { sample, trusted, timed, rates: await ratesOf(contenders, effort) };
}

const AT_ONCE = 64;

function zenContenders(sample: readonly Person[], trusted: readonly Person[], timed: number): Promise<Contender[]> {
  const { file } = card;
  const expression = zenScores('expression', file, AT_ONCE);
  return Promise.all([
    zen('zen expression, sample', sample, timed, expression),
    zen('zen expression, trusted', trusted, timed, expression),
    zen('zen unweighted, trusted', trusted, timed, zenScores('unweighted', file, AT_ONCE), false),
    zen('zen one list, sample', sample, timed, zenBatch(file)),
    zen('zen one at a time, sample', sample, timed, zenScores('expression', file, 1)),
    zen('zen tables, sample', sample, timed, zenScores('tables', file, AT_ONCE)),
  ]);
}

function checkTrust(people: readonly Person[]): void {
  const doubted = people.find(({ trust }) => Object.values(trust).some((weight) => weight !== 1000));
  if (doubted) throw new Error('the fully trusted population is not fully trusted');
}

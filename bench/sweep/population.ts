import { changing, type Template, templates } from './templates.ts';

/** People who are made on the fly. Person n is a copy of a template, by n alone. */
export interface Population {
  people: number;
  templateOf(person: number): Template;
  /** Whether a sweep comes to another score than the stored one. */
  changes(person: number): boolean;
  /** What DynamoDB would say that the table holds. */
  size: { items: number; bytes: number };
  mean: { profile: number; score: number };
}

/** Of so many people exactly `percent` in a hundred change, rounded down, spread evenly. */
export function populationOf(people: number, distinct: number, percent: number): Population {
  const same = templates(distinct);
  const others = percent === 0 ? [] : changing(distinct);
  if (percent > 0 && others.length === 0) throw new Error('nobody of these people changes in a month');
  const before = (person: number) => Math.floor((person * percent) / 100);
  const changes = (person: number) => before(person + 1) > before(person);
  const mean = (item: 'profile' | 'score') =>
    ((100 - percent) * meanOf(same, item) + percent * meanOf(others, item)) / 100;
  const [profile, score] = [mean('profile'), mean('score')];
  return {
    people,
    changes,
    templateOf: (person) => at(changes(person) ? others : same, person),
    size: { items: 2 * people, bytes: Math.round(people * (profile + score)) },
    mean: { profile, score },
  };
}

export interface Expected {
  people: number;
  changed: number;
  unchanged: number;
  unscorable: number;
  /** Of the scores that are written. */
  writeUnits: number;
}

/** What a sweep must count of them. */
export function expectedOf({ people, changes, templateOf }: Population): Expected {
  const expected = { people, changed: 0, unchanged: 0, unscorable: 0, writeUnits: 0 };
  for (let person = 0; person < people; person += 1) {
    const { unscorable, writeUnits } = templateOf(person);
    expected.writeUnits += writeUnits;
    if (changes(person)) expected.changed += 1;
    else expected[unscorable ? 'unscorable' : 'unchanged'] += 1;
  }
  return expected;
}

function meanOf(all: readonly Template[], item: 'profile' | 'score'): number {
  return all.reduce((sum, template) => sum + template[item].bytes, 0) / Math.max(1, all.length);
}

function at(all: readonly Template[], person: number): Template {
  return all[person % all.length] as Template;
}

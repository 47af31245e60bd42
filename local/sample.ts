import type { Tier } from '../lib/schemas/dictionary.ts';
import { formatDay, formatMonth, monthOf, parseDay } from '../lib/scoring/calendar.ts';

/*
 * A SYNTHETIC population to try Tahini with. Nobody in it exists, and nothing measured on it says anything about people.
 *
 * Each person has two hidden numbers between 0 and 1:
 *   steadiness  the larger of two uniform draws. A month is paid late with chance 0.6 * (1 - steadiness)^2, a late month
 *               gets worse with chance 0.1 + 0.4 * (1 - steadiness), else it is made good. Income, savings, disputes and
 *               kept promises follow it too, each with its own noise.
 *   thickness   uniform. Up to 0.08 the person alone speaks; then a registry, from 0.12 one service and from 0.55 two
 *               services (utility, wallet, marketplace) report as well; the record is 3 to 20 months long.
 * Besides: the less steady, the likelier the person inflates what may be self-declared (services report the truth, so the
 * two conflict); one in ten was last heard of 1 to 3 years ago; four in ten consent to social relationships. Sex and
 * year of birth are drawn independently of all that and are scored by no card.
 *
 * Person n depends on the seed, n and asOf alone, not on the count. The first three are written by hand.
 */

export interface SampleReport {
  sourceId: string;
  tier: Tier;
  body: { facts: Record<string, { value: unknown; observedAt?: string }>; consents?: Record<string, boolean> };
}

export interface SampleSubject {
  subjectId: string;
  reports: SampleReport[];
}

export interface SampleOptions {
  seed: number;
  count: number;
  /** YYYY-MM-DD: nothing is observed after this day. */
  asOf: string;
}

/** Yields `count` synthetic persons. Throws a RangeError when asOf is no date. */
export function* samplePopulation({ seed, count, asOf }: SampleOptions): Generator<SampleSubject> {
  const today = parseDay(asOf);
  if (today === undefined) throw new RangeError('asOf is not a date of the form YYYY-MM-DD');
  for (let n = 1; n <= count; n += 1) {
    const subjectId = `sample-${String(n).padStart(4, '0')}`;
    yield { subjectId, reports: BY_HAND[n - 1]?.(today) ?? reportsOf(drawPerson(seed, n, today)) };
  }
}

/** The persons of the README: a good tenant with a thin file, one who inflates, and a newcomer nobody knows yet. */
const BY_HAND: readonly ((today: number) => SampleReport[])[] = [
  (today) => [
    report('self', 'self', today - 6, {
      rentPayments: { tenancy: paid(today - 6, 18) },
      monthlyIncome: 125,
      addressSince: ago(today, 40),
      phoneSince: ago(today, 50),
    }),
    report('synthetic-utility', 'partner', today - 3, {
      utilityPayments: { electricity: paid(today - 3, 18), water: paid(today - 3, 12) },
      addressVerified: true,
      addressSince: ago(today, 40),
    }),
    report('synthetic-registry', 'registry', today - 30, { identityVerified: true }),
  ],
  (today) => [
    report('self', 'self', today - 2, {
      monthlyIncome: 320,
      employerSince: ago(today, 80),
      savingsMonths12m: 11,
      debtServiceShare: 8,
      addressSince: ago(today, 75),
      mainAsset: 'landOrHome',
    }),
    report('synthetic-wallet', 'partner', today - 4, {
      monthlyIncome: 96,
      employerSince: ago(today, 9),
      savingsMonths12m: 3,
      debtServiceShare: 38,
      incomeReceived: { wages: series(today - 4, [110, 60, 120, 95, 80, 130, 90, 70, 105]) },
      balanceBuffer: { wallet: series(today - 4, [3, 6, 2, 4, 8, 5, 3, 4, 6]) },
      phoneVerified: true,
    }),
    report('synthetic-utility', 'partner', today - 5, {
      utilityPayments: { electricity: series(today - 5, [0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0]) },
    }),
    report('synthetic-registry', 'registry', today - 40, { identityVerified: true }),
  ],
  (today) => [
    report('self', 'self', today - 1, {
      monthlyIncome: 90,
      employerSince: ago(today, 1),
      addressSince: ago(today, 2),
      phoneSince: ago(today, 2),
    }),
    report('synthetic-market', 'platform', today - 1, { phoneVerified: true, platformSince: ago(today, 1) }),
  ],
];

type Random = () => number;
type Values = Record<string, unknown>;

/** What is true of a person, and what each source gets to see of it. */
interface Person {
  random: Random;
  steadiness: number;
  thickness: number;
  /** The day on which the newest report was made. */
  lastHeard: number;
  months: number;
  inflates: boolean;
  social: boolean;
  income: number;
  jobMonths: number;
  homeMonths: number;
  phoneMonths: number;
  savings: number;
  debt: number;
}

function drawPerson(seed: number, n: number, today: number): Person {
  const random = mulberry32(Math.imul(seed, 0x9e3779b1) ^ Math.imul(n, 0x85ebca6b));
  const steadiness = Math.max(random(), random());
  const thickness = random();
  const silent = random() < 0.1;
  return {
    random,
    steadiness,
    thickness,
    lastHeard: today - (silent ? between(random, 365, 1095) : between(random, 0, 60)),
    months: 3 + Math.round(17 * thickness),
    inflates: random() < 0.35 * (1 - steadiness) + 0.03,
    social: random() < 0.4,
    income: between(random, 40, 160) + Math.round(140 * steadiness * random()),
    jobMonths: between(random, 1, 30) + Math.round(90 * steadiness * random()),
    homeMonths: between(random, 1, 120),
    phoneMonths: between(random, 1, 90),
    savings: Math.min(12, Math.round(14 * steadiness * random())),
    debt: Math.round(70 * (1 - steadiness) * random()),
  };
}

function reportsOf(person: Person): SampleReport[] {
  const { random, thickness, lastHeard } = person;
  const day = () => lastHeard - between(random, 0, 30);
  const reports = [selfReport(person, lastHeard)];
  if (thickness > 0.08) reports.push(report('synthetic-registry', 'registry', day(), registryFacts(person)));
  const services = [utilityReport, walletReport, marketReport];
  const first = between(random, 0, 2);
  if (thickness > 0.12) reports.push((services[first] as typeof utilityReport)(person, day()));
  if (thickness > 0.55) reports.push((services[(first + 1) % 3] as typeof utilityReport)(person, day()));
  return reports;
}

function selfReport(person: Person, day: number): SampleReport {
  const { random, thickness, inflates, months } = person;
  const facts: Values = {
    monthlyIncome: inflates ? Math.round(person.income * 2.2) : person.income,
    employerSince: ago(day, person.jobMonths + (inflates ? 48 : 0)),
    addressSince: ago(day, person.homeMonths),
    phoneSince: ago(day, person.phoneMonths),
  };
  if (thickness > 0.2) facts.savingsMonths12m = inflates ? 12 : person.savings;
  if (thickness > 0.3) facts.debtServiceShare = inflates ? 0 : person.debt;
  if (thickness > 0.4)
    facts.mainAsset = inflates ? 'landOrHome' : pick(random, ['none', 'none', 'toolsOrStock', 'vehicle']);
  if (random() < 0.6) facts.rentPayments = { tenancy: inflates ? paid(day, months) : payments(person, day) };
  if (random() < 0.5) facts.birthDate = formatDay(day - between(random, 19 * 365, 70 * 365));
  if (random() < 0.5) facts.sex = pick(random, ['female', 'male']);
  const said = report('self', 'self', day, facts);
  if (person.social) said.body.consents = { socialRelationships: true };
  return said;
}

function registryFacts({ random, steadiness, thickness }: Person): Values {
  const facts: Values = { identityVerified: random() < 0.97 };
  if (thickness < 0.5) return facts;
  facts.bankruptcies7y = random() < 0.1 * (1 - steadiness) ? 1 : 0;
  facts.courtRecord5y =
    random() < 0.35 * (1 - steadiness) ? pick(random, ['satisfied', 'open', 'enforcement']) : 'none';
  return facts;
}

function utilityReport(person: Person, day: number): SampleReport {
  const facts: Values = {
    utilityPayments: { electricity: payments(person, day) },
    addressVerified: true,
    addressSince: ago(day, person.homeMonths),
  };
  if (person.random() < 0.5) facts.telecomPayments = { mobile: payments(person, day) };
  return report('synthetic-utility', 'partner', day, facts);
}

function walletReport(person: Person, day: number): SampleReport {
  const { random, steadiness, income, months } = person;
  const swing = 0.1 + 0.9 * (1 - steadiness);
  const recent = Math.min(months, 12);
  const each = (draw: () => number) => series(day, Array.from({ length: recent }, draw));
  return report('synthetic-wallet', 'partner', day, {
    monthlyIncome: income,
    employerSince: ago(day, person.jobMonths),
    employmentVerified: random() < 0.9,
    savingsMonths12m: person.savings,
    debtServiceShare: person.debt,
    incomeReceived: { wallet: each(() => Math.round(income * (1 + swing * (random() - 0.5) * 2))) },
    balanceBuffer: { wallet: each(() => Math.round(45 * steadiness * random())) },
    overdraftDays: { wallet: each(() => Math.round(20 * (1 - steadiness) * random())) },
    walletActiveDays: { wallet: each(() => between(random, 4, 28)) },
    phoneVerified: true,
  });
}

function marketReport(person: Person, day: number): SampleReport {
  const { random, steadiness, months } = person;
  const facts: Values = {
    platformSince: ago(day, months * 2),
    completedOrders12m: between(random, 0, 4 * months),
    disputeRate12m: Math.round(18 * (1 - steadiness) * random()),
    cancellationRate12m: Math.round(22 * (1 - steadiness) * random()),
    obligationsKept24m: 100 - Math.round(35 * (1 - steadiness) * random()),
    phoneVerified: true,
  };
  if (random() < 0.5) facts.instalmentPayments = { 'pay-later': payments(person, day) };
  if (person.social && random() < 0.6) facts.vouchesReceived = between(random, 1, 5);
  if (person.social && random() < 0.4) facts.groupContributions = { 'savings-group': payments(person, day) };
  return report('synthetic-market', 'platform', day, facts);
}

/** Months of delinquency statuses, as a walk: late or not, then worse or made good. */
function payments({ random, steadiness, months }: Person, day: number): Record<string, number> {
  const lapse = 0.6 * (1 - steadiness) ** 2;
  const worsens = 0.1 + 0.4 * (1 - steadiness);
  const statuses: number[] = [];
  for (let m = 0, status = 0; m < months; m += 1) {
    if (status === 0) status = random() < lapse ? 1 : 0;
    else status = random() < worsens ? Math.min(4, status + 1) : 0;
    statuses.push(status);
  }
  return series(day, statuses);
}

function report(sourceId: string, tier: Tier, day: number, values: Values): SampleReport {
  const observedAt = formatDay(day);
  const facts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, observedAt }]));
  return { sourceId, tier, body: { facts } };
}

/** Values by month, oldest first, the newest being the last complete month before the day. */
function series(day: number, values: readonly number[]): Record<string, number> {
  const first = monthOf(day) - values.length;
  return Object.fromEntries(values.map((value, i) => [formatMonth(first + i), value]));
}

function paid(day: number, months: number): Record<string, number> {
  return series(day, new Array<number>(months).fill(0));
}

/** The date some months (of 30.5 days) before a day. */
function ago(day: number, months: number): string {
  return formatDay(day - Math.round(months * 30.5));
}

/** A whole number from low to high, both included. */
function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

function pick<T>(random: Random, options: readonly T[]): T {
  return options[between(random, 0, options.length - 1)] as T;
}

/** mulberry32 (T. Ettinger, public domain): the same numbers on every machine. */
function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

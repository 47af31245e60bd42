import { readFileSync } from 'node:fs';
import type { JobDetailReply } from '../../lib/schemas/api/replies/rescore.ts';
import { shippedJson } from '../support/builders.ts';
import { altered, type CardJson, numbers } from '../support/write-card.ts';
import type { Stack } from './stack.ts';

const json = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

/** An example card that was learned from outcomes; its dictionary lacks facts that the shipped card asks for. */
export const learned = {
  scorecard: json('examples/german-credit/learned.json') as CardJson,
  dictionary: json('examples/german-credit/learned.dictionary.json'),
};

const { dictionary } = shippedJson;
export const expert = shippedJson.card as CardJson;

/** The shipped card with other points, as somebody would try them. */
export function challenger(version: string, more: Record<string, unknown> = {}): CardJson {
  const changes = {
    version,
    title: 'Expert scorecard, more for paid bills',
    'characteristics.1.bins.5.points': 45,
    'characteristics.1.coverageWeight': 45,
    'characteristics.11.bins': numbers([50, 80, 120, 200, 350], [0, 2, 4, 6, 8, 9]),
    'characteristics.11.missing.points': 3,
    'characteristics.11.coverageWeight': 9,
    'characteristics.25.bins.0.points': 46,
    'characteristics.25.coverageWeight': 46,
    'characteristics.28.bins.0.points': 2,
    'characteristics.28.missing.points': 1,
    'characteristics.28.coverageWeight': 2,
    'dimensions.creditHistory.share': 0.385,
    'dimensions.fulfilmentCapacity.share': 0.215,
    'baselines.population.monthlyIncome': 5,
    'baselines.cutoff.monthlyIncome': 4,
    'baselines.population.employmentVerified': 1.5,
    'baselines.cutoff.employmentVerified': 1,
    ...more,
  };
  return altered(expert, changes);
}

export async function register(stack: Stack, scorecard: CardJson, itsDictionary: unknown = dictionary): Promise<void> {
  await post(stack, '/v1/scorecards', { scorecard, dictionary: itsDictionary, signedOffBy: 'Risk committee 7/2026' });
}

/** A dry run under a card, when it has finished. */
export async function dryRun(stack: Stack, { id, version }: CardJson): Promise<JobDetailReply> {
  const { jobId } = (await post(stack, '/v1/rescore-jobs', { scorecard: { id, version }, dryRun: true })) as {
    jobId: string;
  };
  for (;;) {
    const job = (await call(stack, 'GET', `/v1/rescore-jobs/${jobId}`)) as JobDetailReply;
    if (job.state !== 'running') return job;
    await new Promise((done) => setTimeout(done, 200));
  }
}

/** What the pages of the scorecards are to show: three cards, of which one had a dry run. */
export async function registerExamples(stack: Stack): Promise<void> {
  await register(stack, learned.scorecard, learned.dictionary);
  await register(stack, challenger('2.0.0'));
  await dryRun(stack, challenger('2.0.0'));
}

const post = (stack: Stack, path: string, body: unknown) => call(stack, 'POST', path, body);

async function call({ local, token }: Stack, method: string, path: string, body?: unknown) {
  const answer = await fetch(local.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(told)}`);
  return told;
}

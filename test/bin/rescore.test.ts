import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { SCORABLE, useApi } from '../support/api.ts';
import { shippedJson } from '../support/builders.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';

const api = useApi();
let where: string[];
beforeAll(async () => {
  where = ['--api', api.url, '--state', api.local.state.directory];
  const token = await api.service('bank', 'bureau');
  for (const name of ['ada', 'bea', 'cyd']) {
    await api.call('PUT', `/v1/profiles/${name}`, { token, body: { facts: SCORABLE } });
  }
  await api.local.idle();
});
const rescore = (...args: string[]) => tahini(['rescore', ...args, ...where]).ended;

test('everybody is re-scored and watched to the end, in words and as one document', async () => {
  const out = join(temporaryDirectory(), 'sweep.html');
  const words = await rescore('--watch', '--segments', '2', '--out', out);
  expect(words).toMatchObject({ code: 0, errors: '' });
  expect(words.output).toMatch(/^sweep \S+, tahini-expert \S+, as of \d{4}-\d\d-\d\d: finished\n100 %, 3 people/);
  expect(words.output).toContain('0 changed, 3 unchanged');
  expect(words.output).toContain('without news for a year 0.0 %');
  const page = readFileSync(out, 'utf8');
  expect(page).toMatch(/^<!doctype html>/);
  for (const id of ['watched', 'scores', 'migration', 'stability', 'reasons', 'coverage', 'movers']) {
    expect(page).toContain(`<section id="${id}"`);
  }
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
  const { output } = await rescore('--watch', '--json', '--dry-run');
  const job = JSON.parse(output);
  expect(job).toMatchObject({ state: 'finished', dryRun: true, counts: { people: 3 } });
  expect(job.report.migration.map(({ people }: { people: number }) => people)).toEqual([3]);
});

test('a watched sweep that somebody cancels ends with 3, and is resumed to its end', async () => {
  const token = await api.admin();
  const scorecard = { ...shippedJson.card, version: 'next' };
  const registration = { scorecard, dictionary: shippedJson.dictionary, signedOffBy: 'the committee' };
  expect((await api.call('POST', '/v1/scorecards', { token, body: registration })).status).toBe(201);
  const body = { version: 'next', force: true, reason: 'a test' };
  expect((await api.call('POST', `/v1/scorecards/${scorecard.id}/activate`, { token, body })).status).toBe(200);
  // Three people change, one in four seconds.
  const watching = rescore('--watch', '--pace', '1', '--segments', '4');
  const running = () => api.call('GET', '/v1/rescore-jobs?limit=1', { token });
  await expect.poll(async () => (await running()).body.jobs[0].state, { timeout: 20_000 }).toBe('running');
  const { jobId } = (await running()).body.jobs[0];
  expect((await rescore('--cancel', jobId)).output).toContain(`${jobId}, tahini-expert next`);
  expect(await watching).toMatchObject({ code: 3, output: expect.stringContaining(': cancelled\n') });
  const resumed = await rescore('--resume', jobId, '--watch');
  expect(resumed).toMatchObject({ code: 0, output: expect.stringMatching(/: finished\n.*3 people.* 3 changed/) });
  expect(await rescore('--resume', jobId)).toMatchObject({ code: 1, errors: expect.stringMatching(/409.*finished/) });
});

test('only the people of a band, or with something in a dimension, are re-scored', async () => {
  const people = async (...filter: string[]) => {
    const { output, code } = await rescore('--dry-run', '--watch', '--json', ...filter);
    expect(code).toBe(0);
    return JSON.parse(output).counts.people;
  };
  const token = await api.service('bank', 'bureau');
  const band: string = (await api.call('GET', '/v1/profiles/ada/score', { token })).body.band.name;
  const others = ['poor', 'fair', 'good', 'veryGood', 'excellent'].filter((name) => name !== band);
  expect(await people('--band', band, '--band', others[0]!)).toBe(3);
  expect(await people(...others.flatMap((name) => ['--band', name]))).toBe(0);
  expect(await people('--dimension', 'socialRelationships')).toBe(0);
  expect(await people('--dimension', 'creditHistory')).toBe(3);
});

test('a refusal is told by field and rule', async () => {
  const { id } = shippedJson.card;
  expect(await rescore('--as-of', '2999-01-01')).toMatchObject({ code: 1, errors: expect.stringContaining('/asOf') });
  expect(await rescore('--card', `${id}@none`)).toMatchObject({ code: 1, errors: expect.stringMatching(/404/) });
});

test.each([
  ['a card without a version', ['--card', 'expert'], 'id@version'],
  ['a pace in words', ['--pace', 'fast'], '--pace takes a whole number'],
  ['both ways at once', ['--cancel', 'a', '--resume', 'b'], 'either --cancel or --resume'],
  ['a beginning and an end', ['--cancel', 'a', '--dry-run'], '--dry-run is for a sweep that begins'],
  ['a page of what is not awaited', ['--out', 'x.html'], 'add --watch'],
  ['no address', ['--api', 'nowhere'], '--api takes an address'],
])('a command line with %s is refused with 2', async (_, args, said) => {
  const { code, errors, output } = await tahini(['rescore', ...args]).ended;
  expect({ code, output }).toEqual({ code: 2, output: '' });
  expect(errors).toContain(said);
});

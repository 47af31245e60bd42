import { writeFileSync } from 'node:fs';
import { Problem } from '../../local/problem.ts';
import { jobInWords, type Told } from '../rescore/in-words.ts';
import { type RescoreArguments, readArguments } from '../rescore/options.ts';
import { jobPage } from '../rescore/page.ts';
import { watch } from '../rescore/watch.ts';
import { adminApi, type Call, developmentToken } from '../scorecard/api.ts';

export const usage = `tahini rescore [options]
tahini rescore --cancel ID | --resume ID
  begins a sweep of everybody in a running service, or tells of the one that is running
  --dry-run         scores everybody and writes nobody
  --card ID@V       a registered card; another than the active one only with --dry-run
  --as-of DAY       the day of the whole sweep (today)
  --pace N          at most so many write units a second
  --segments N      parts of the table (from its size)
  --band NAME       only people whose score is in this band; may be given several times
  --dimension NAME  only people of whom something in this dimension is known
  --force           also while another sweep is running
  --watch           follows it to its end, and tells what became of everybody; Ctrl-C ends the watching only
  --out FILE        with --watch: one HTML page about everybody, with plots; it names those who moved furthest
  --api URL         where the API is (http://127.0.0.1:3000); one that is not on this machine needs --token
  --token T         an administrator's token (else the development issuer of --state makes one)
  --json            one JSON document on stdout: the job, with its report once it has finished
Exit code 3: the sweep that was watched did not finish.`;

export const summary = 're-score everybody in a running service, or try another scorecard on everybody';

const UNFINISHED = 3;

export async function run(args: string[]): Promise<void> {
  const options = readArguments(args);
  const call = adminApi(options.api, options.token ?? (await developmentToken(options.state)));
  const asked = await ask(call, options);
  const job = options.watch ? await watch(call, asked.jobId, process.stderr) : asked;
  if (options.out !== undefined && job.report !== undefined) {
    writePage(options.out, jobPage({ ...job, report: job.report }));
  }
  console.log(options.json ? JSON.stringify(job) : jobInWords(job));
  if (options.watch && job.state !== 'finished') process.exitCode = UNFINISHED;
}

async function ask(call: Call, { action }: RescoreArguments): Promise<Told> {
  if (action.does === 'begin') return told(await call('POST', '/v1/rescore-jobs', action.request));
  const path = `/v1/rescore-jobs/${encodeURIComponent(action.jobId)}`;
  return told(action.does === 'cancel' ? await call('DELETE', path) : await call('POST', `${path}/resume`));
}

function told(answer: object): Told {
  return answer as Told;
}

function writePage(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch {
    throw new Problem(`${file} cannot be written`, 'name another file with --out');
  }
}

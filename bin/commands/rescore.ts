import { EXIT } from '../exit-codes.ts';
import { jobInWords, OF_A_JOB, type Told } from '../rescore/in-words.ts';
import { type RescoreArguments, readArguments } from '../rescore/options.ts';
import { jobPage } from '../rescore/page.ts';
import { watch } from '../rescore/watch.ts';
import { adminApi, type Call, developmentToken } from '../scorecard/api.ts';
import { refuseUnwritable } from '../training/artefact-files.ts';
import { writeWhole } from '../whole-file.ts';

export async function run(args: string[]): Promise<void> {
  const options = readArguments(args);
  if (options.out !== undefined) refuseUnwritable('--out', options.out);
  const call = adminApi(options.api, options.token ?? (await developmentToken(options.state)));
  const asked = await ask(call, options);
  const job = options.watch ? await watch(call, asked.jobId, process.stderr) : asked;
  if (options.out !== undefined && job.report !== undefined) {
    writeWhole({ [options.out]: jobPage({ ...job, report: job.report }) });
  }
  console.log(options.json ? JSON.stringify(job) : jobInWords(job));
  if (options.watch && job.state !== 'finished') process.exitCode = EXIT.partly;
}

async function ask(call: Call, { action }: RescoreArguments): Promise<Told> {
  if (action.does === 'begin') return told(await call('POST', '/v1/rescore-jobs', action.request, OF_A_JOB));
  const path = `/v1/rescore-jobs/${encodeURIComponent(action.jobId)}`;
  if (action.does === 'cancel') return told(await call('DELETE', path, undefined, OF_A_JOB));
  return told(await call('POST', `${path}/resume`, undefined, OF_A_JOB));
}

function told(answer: object): Told {
  return answer as Told;
}

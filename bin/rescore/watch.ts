import { setTimeout as sleep } from 'node:timers/promises';
import { bar, type Output, redraws } from '../import/progress.ts';
import type { Call } from '../scorecard/api.ts';
import { OF_A_JOB, progressInWords, type Told } from './in-words.ts';

const LOOK_MS = 1000;
const LINE_MS = 10_000;

/** Follows a job to its end: a bar that redraws itself on a terminal, a line now and then in a log. Ending it ends no job. */
export async function watch(call: Call, jobId: string, output: Output): Promise<Told> {
  let saidAt = performance.now();
  for (;;) {
    const job = (await call('GET', `/v1/rescore-jobs/${jobId}`, undefined, OF_A_JOB)) as unknown as Told;
    if (job.state !== 'running') {
      if (redraws(output)) output.write('\r\x1b[K');
      return job;
    }
    if (redraws(output)) {
      const line = `${bar(job.progress)} ${progressInWords(job)}`;
      output.write(`\r\x1b[K${line.slice(0, (output.columns ?? 80) - 1)}`);
    } else if (performance.now() - saidAt >= LINE_MS) {
      saidAt = performance.now();
      output.write(`${progressInWords(job)}\n`);
    }
    await sleep(LOOK_MS);
  }
}

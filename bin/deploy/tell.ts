import { UsageError } from '../command.ts';
import type { Findings } from './check.ts';
import type { Settings } from './settings.ts';

/** What is about to be done with what: stage, region, whose limits, and every setting that is not serverless.yml's. */
export function introduction(command: string, { stage, region, values, given }: Settings): string {
  const limits = stage === 'prod' ? 'the limits of prod' : 'the limits of any stage but prod';
  const share = values.reserveConcurrency === 'on' ? `reserves ${reserved(values)}` : 'reserves none';
  const lines = given.map(({ name, value, from }) => `\n  ${name}=${value} (${from})`);
  return `${command} stage ${stage}, region ${region}: ${limits}, ${share} of the account's concurrent executions${lines.join('')}`;
}

/** Of all functions together: two take requests of apps, two read the stream, six are for admins. */
export function reserved(values: Readonly<Record<string, string>>): number {
  const of = (name: string) => Number(values[`${name}Concurrency`]);
  const queues = of('sweep') + of('events') + of('delivery');
  return (
    2 * of('request') +
    of('partner') +
    of('read') +
    of('reference') +
    of('erase') +
    6 * of('admin') +
    2 * of('stream') +
    queues
  );
}

export function refusal(what: string, lines: readonly string[]): UsageError {
  return new UsageError(`nothing was ${what}`, `mend this first${lines.map((line) => `\n  ${line}`).join('')}`);
}

/** A template that nobody deploys needs no issuer: what is missing is only said. */
export function stillMissing({ missing }: Findings): string {
  return missing.map((line) => `\n  to be deployed it also needs ${line}`).join('');
}

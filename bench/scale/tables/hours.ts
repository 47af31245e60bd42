import { table } from '../../costs/markdown.ts';
import type { ScaleInputs } from '../inputs.ts';
import { jobItem } from '../money.ts';
import { decisionHours, nightOf, publishing, publishRate, RECORDS, roundedUp } from '../night.ts';
import { duration, eachOf, figure, SAVE_SECONDS, type Sweep, tableOf } from '../plan.ts';
import { crowd, SWEEP_HEAD, sweepRows, time, whole } from './words.ts';

/** With the settings of each stage, and nothing asked of AWS. */
export function deployedTable(inputs: ScaleInputs): string {
  const { stages, limits } = inputs;
  const head = stages.flatMap(({ name, workers, publishing: at }) => [
    `${name}, ${workers} workers`,
    'held up by',
    `decisions, ${at} at once`,
  ]);
  const rows = sweepRows((sweep) =>
    stages.flatMap((stage) => {
      const { bound, hours } = duration(inputs, sweep, stage.workers);
      const decided = Math.max(hours, decisionHours(inputs, sweep, stage.publishing));
      const late = decided > limits.recordHours.value;
      return [time(hours), bound, late ? `**${time(decided)}**` : time(decided)];
    }),
  );
  return `${table([SWEEP_HEAD, ...head], rows)}

*decisions*: until publish-change has written every decision record, ${RECORDS} to a batch of ${whole(publishing(inputs).billedMs)} ms: ${whole(publishRate(inputs, 1))} a second each.
**Bold** is longer than the ${limits.recordHours.value} hours after which a stream's record is set aside into the bucket of failures: then more at
once, or a lower pace.`;
}

/** What the hours above take for granted. */
export function spreadText({ limits }: ScaleInputs): string {
  return `That is with workers spread over all partitions, and a table that has been warmed or has had such a load before: a new one takes
${whole(limits.newTableWrites.value)} writes a second at once. How segments lie on partitions is not documented. Were each a range of its own, workers side by
side would share one or two partitions, which take ${whole(limits.partitionWrites.value)} writes a second each: so the messages are sent in an order in which
neighbours are far apart, which a standard queue keeps to
[as best it can](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html).`;
}

/** Workers, pace and load of a sweep that ends in a night. */
export function nightTable(inputs: ScaleInputs): string {
  const rows = sweepRows((sweep) => {
    const { workers, pace, reads, writes, publishers } = nightOf(inputs, sweep);
    return [...[workers, pace, reads, writes, publishers].map(whole), nearestLimit(inputs, sweep)];
  });
  const head = [
    'workers',
    '`pace`',
    'read units a second',
    'write units a second',
    'publish-change at once',
    'nearest limit',
  ];
  return `${inputs.limits.nightHours.value} hours, and no faster, for a pace leaves the table to people; with workers spread over the table.

${table([SWEEP_HEAD, ...head], rows)}

*workers*: \`sweepConcurrency\`; *publish-change at once*, so that it keeps up: \`streamConcurrency\`; both by \`--param\`. The pace is a field
of \`POST /v1/rescore-jobs\` and an option of \`tahini rescore\`; what the schedule begins has none, and goes as fast as its workers.
*nearest limit*: how much of what the table, its shards or the trigger allow by default is used.`;
}

function nearestLimit(inputs: ScaleInputs, sweep: Sweep): string {
  const { limits } = inputs;
  const night = nightOf(inputs, sweep);
  const { partitions, reads, writes } = tableOf(inputs, sweep.people);
  const used: [string, number][] = [
    ['workers', night.workers / limits.mostWorkers.value],
    ['reads', night.reads / reads],
    ['writes', night.writes / writes],
    ['shards', night.publishers / (partitions * limits.shardBatches.value)],
  ];
  const [what, share] = used.reduce((most, next) => (next[1] > most[1] ? next : most));
  return `${what}, ${Math.ceil(100 * share)} %`;
}

/** What must be asked of AWS before. */
export function askTable(inputs: ScaleInputs): string {
  const rows = sweepRows((sweep) => [asksOf(inputs, sweep).join('; ') || 'nothing']);
  return `${table([SWEEP_HEAD, 'ask AWS for, before'], rows, false)}

${jobText(inputs)}`;
}

function asksOf(inputs: ScaleInputs, sweep: Sweep): string[] {
  const { limits, stages } = inputs;
  const { workers, reads, writes, publishers } = nightOf(inputs, sweep);
  const { partitions } = tableOf(inputs, sweep.people);
  const shards = partitions * limits.shardBatches.value;
  const atOnce = workers + 2 * Math.max(publishers, ...stages.map(({ publishing: at }) => at));
  const ask = (needed: boolean, what: string) => (needed ? [what] : []);
  return [
    ...ask(
      writes > limits.tableQuota.value,
      `a quota of ${whole(roundedUp(writes * 1.25))} write units a second for a table`,
    ),
    ...ask(
      reads > limits.tableQuota.value,
      `a quota of ${whole(roundedUp(reads * 1.25))} read units a second for a table`,
    ),
    ...ask(reads > limits.newTableReads.value, `Subjects warm for ${whole(roundedUp(reads))} reads`),
    ...ask(writes > limits.newTableWrites.value, `Subjects and Decisions warm for ${whole(roundedUp(writes))} writes`),
    ...ask(publishers > shards, `more shards than the ${partitions} partitions have`),
    ...ask(
      workers > limits.mostWorkers.value,
      `more than ${whole(limits.mostWorkers.value)} invocations of a trigger, which there are not`,
    ),
    ...ask(
      atOnce > limits.accountConcurrency.value,
      `${whole(roundedUp(atOnce * 1.5))} invocations at once in the account`,
    ),
  ];
}

/** All workers look at one item, and save beside it. */
function jobText(inputs: ScaleInputs): string {
  const { limits } = inputs;
  const people = 1e9;
  const { reading } = jobItem(inputs, people);
  const saving = figure(inputs, 'a saved place: write units');
  const byReads = (limits.partitionReads.value * SAVE_SECONDS) / reading;
  const byWrites = (limits.partitionWrites.value * SAVE_SECONDS) / saving;
  const hours = (share: number) => (people * eachOf(inputs, { share }).seconds) / 3600;
  return `The job is one item, and its segments lie under the same key: in one partition. With ${crowd(people)} it takes ${reading} read units to look at
and ${saving.toFixed(1)} write units to save a segment, each every ${SAVE_SECONDS} seconds a worker: enough for ${whole(Math.min(byReads, byWrites))} workers, then its ${byReads < byWrites ? 'reads' : 'writes'} are the
limit. The whole of ${crowd(people)} is ${whole(hours(0.1))} worker hours at 10 %, ${whole(hours(1))} at 100 %.`;
}

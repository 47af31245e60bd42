import { BATCH_SIZES } from '../../billed/batch-sizes.ts';
import type { Assumptions, Inputs } from '../inputs.ts';
import { gbSeconds, invocation } from '../lambda.ts';
import { plain, table, usd } from '../markdown.ts';
import { functionOf, OPERATIONS, operationUse } from '../operations.ts';
import { dollars, times } from '../use.ts';

const STREAM: [operation: string, functionName: string][] = [
  ['score-on-change, score changed', 'score-on-change'],
  ['score-on-change, score unchanged', 'score-on-change'],
  ['publish-change', 'publish-change'],
];

export function timeSection(inputs: Inputs): string {
  const requests = OPERATIONS.map((operation) => [operation, functionOf(operation)] as const);
  const batches = STREAM.flatMap(([operation, functionName]) =>
    BATCH_SIZES.map((size) => [`${operation}, batch of ${size}`, functionName] as const),
  );
  const rows = [...requests, ...batches].map(([operation, functionName]) => {
    const { memoryMb, cpuMs, wallMs, callsInSeries, billedMs } = invocation(inputs, operation, functionName);
    const seconds = plain(1e6 * gbSeconds(billedMs, memoryMb));
    return [operation, plain(cpuMs), plain(wallMs), plain(callsInSeries), plain(memoryMb), plain(billedMs), seconds];
  });
  const head = ['invocation', 'CPU ms', 'wall ms', 'calls in series', 'memory MB', 'billed ms', 'GB-s a million'];
  return `## Lambda time

${table(head, rows)}

CPU, wall and calls are measured with warm functions and a token seen for the first time, the dearer of the engines; billed ms is
\`calls in series x ${inputs.assumptions.dynamodbMs.value} ms + CPU x max(1, ${plain(inputs.assumptions.fullCpuMb.value)} MB / memory)\`, rounded up. Calls in series: those that
were waited for one after the other; the records of a batch are handled side by side.`;
}

/** What the total of a million changed upserts would be, were one assumption another. */
export function whatIfSection(inputs: Inputs): string {
  const { dynamodbMs } = inputs.assumptions;
  const cases: [what: string, changed: Inputs][] = [
    ['as above', inputs],
    [`DynamoDB answers in ${dynamodbMs.low} ms`, assuming(inputs, 'dynamodbMs', dynamodbMs.low ?? Number.NaN)],
    [`DynamoDB answers in ${dynamodbMs.high} ms`, assuming(inputs, 'dynamodbMs', dynamodbMs.high ?? Number.NaN)],
    ['1 record to a batch', assuming(inputs, 'recordsPerBatch', 1)],
    ['100 records to a batch', assuming(inputs, 'recordsPerBatch', 100)],
    ['a CPU half as fast', slower(inputs, 2)],
  ];
  const rows = cases.map(([what, changed]) => [what, ...[0.1, 1].map((changing) => upserts(changed, changing))]);
  return `## If an assumption is wrong

${table(['a million changed upserts, $', '10 % of scores change', '100 %'], rows)}

Cold starts come on top: ${coldStarts(inputs)}`;
}

function upserts(inputs: Inputs, changing: number): string {
  return usd(dollars(times(operationUse(inputs, 'PUT profile, changed', changing), 1e6), inputs));
}

function assuming(inputs: Inputs, name: keyof Assumptions, value: number): Inputs {
  const { assumptions } = inputs;
  return { ...inputs, assumptions: { ...assumptions, [name]: { ...assumptions[name], value } } };
}

function slower(inputs: Inputs, factor: number): Inputs {
  const { billed } = inputs;
  const figures = Object.entries(billed.figures).map(
    ([name, value]) => [name, /: CPU, /.test(name) ? value * factor : value] as const,
  );
  return { ...inputs, billed: { ...billed, figures: Object.fromEntries(figures) } };
}

function coldStarts(inputs: Inputs): string {
  const { coldStartShare, coldStartMs } = inputs.assumptions;
  const memoryMb = inputs.stack.memoryMb['upsert-profile'] ?? Number.NaN;
  const lambdaGbSecond = 1e6 * coldStartShare.value * gbSeconds(coldStartMs.value, memoryMb);
  return `were ${100 * coldStartShare.value} % of requests to meet one of ${coldStartMs.value} ms, $${usd(dollars({ lambdaGbSecond }, inputs))} a million (assumed, not measured).`;
}

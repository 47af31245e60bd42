import { invocation } from '../costs/lambda.ts';
import type { ScaleInputs } from './inputs.ts';
import { eachOf, type Sweep, tableOf } from './plan.ts';

/** The batch of a stream under load, as serverless.yml has it. */
export const RECORDS = 100;

/** Decision records a second, with so many invocations of publish-change at once. */
export function publishRate(inputs: ScaleInputs, invocations: number): number {
  return (invocations * RECORDS * 1000) / publishing(inputs).billedMs;
}

export function publishing({ costs }: ScaleInputs) {
  return invocation(costs, `publish-change, batch of ${RECORDS}`, 'publish-change');
}

/** Invocations of publish-change at once: what the stage lets it have, or what the stream's shards do. */
export function publishers(inputs: ScaleInputs, people: number, allowed: number): number {
  return Math.min(allowed, tableOf(inputs, people).partitions * inputs.limits.shardBatches.value);
}

/** Hours until all decisions are written, from the sweep's start on, if it is not the sweep that is waited for. */
export function decisionHours(inputs: ScaleInputs, { people, share }: Sweep, allowed: number): number {
  return (people * share) / publishRate(inputs, publishers(inputs, people, allowed)) / 3600;
}

/** What a sweep within a night asks for. */
export function nightOf(inputs: ScaleInputs, sweep: Sweep) {
  const { limits } = inputs;
  const seconds = limits.nightHours.value * 3600;
  const each = eachOf(inputs, sweep);
  const perSecond = sweep.people / seconds;
  const writes = perSecond * each.writes;
  return {
    workers: Math.max(2, Math.ceil(perSecond * each.seconds)),
    /** Rounded up to two digits. */
    pace: roundedUp(writes),
    reads: perSecond * each.reads,
    writes,
    publishers: Math.ceil((perSecond * sweep.share) / publishRate(inputs, 1)),
  };
}

export function roundedUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}

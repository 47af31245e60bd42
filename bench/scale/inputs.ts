import { readParams } from '../../local/service.ts';
import { type Inputs, type Measured, readInputs } from '../costs/inputs.ts';
import { readBaseline } from '../support/baseline.ts';
import limits from './limits.json' with { type: 'json' };

export interface Limit {
  value: number;
  low?: number;
  high?: number;
  what: string;
  why: string;
  source: string;
}

export type Limits = Readonly<Record<keyof typeof limits, Limit>>;

/** What a stage may do at once. */
export interface Stage {
  name: string;
  workers: number;
  /** Of publish-change. */
  publishing: number;
}

/** All that the arithmetic follows from; every part of it is committed. */
export interface ScaleInputs {
  rescore: Measured;
  costs: Inputs;
  limits: Limits;
  stages: readonly Stage[];
}

export function readScaleInputs(): ScaleInputs {
  const rescore = readBaseline('rescore');
  if (rescore === undefined) throw new Error('there is no baseline: npm run bench:rescore -- --update');
  return { rescore, costs: readInputs(), limits, stages: ['dev', 'prod'].map(stageNamed) };
}

function stageNamed(name: string): Stage {
  const file = new URL('../../serverless.yml', import.meta.url).pathname;
  const { sweepConcurrency, streamConcurrency } = readParams(file, { opt: { stage: name } }).values;
  return { name, workers: Number(sweepConcurrency), publishing: Number(streamConcurrency) };
}

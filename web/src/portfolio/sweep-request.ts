import type { Dimension } from '../../../lib/schemas/dictionary.ts';
import type { RescoreRequest } from '../../../lib/schemas/job.ts';

/** What stands in the dialog; empty = as the service does by itself. */
export interface Asked {
  kind: 'dryRun' | 'sweep';
  /** Id and version, as JSON. */
  card: string;
  asOf: string;
  dimension: Dimension | '';
  bands: readonly string[];
  pace: string;
  segments: string;
  force: boolean;
}

/** A dry run first: it harms nobody. */
export const ASKED: Asked = {
  kind: 'dryRun',
  card: '',
  asOf: '',
  dimension: '',
  bands: [],
  pace: '',
  segments: '',
  force: false,
};

/** As the schema of the request has them. */
export const MOST = { pace: 1_000_000, segments: 10_000 } as const;

export function isWhole(text: string, most: number): boolean {
  if (text.trim() === '') return true;
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most;
}

export function requestOf(asked: Asked): Partial<RescoreRequest> {
  const [id, version] = asked.card === '' ? [] : (JSON.parse(asked.card) as [string, string]);
  return {
    dryRun: asked.kind === 'dryRun',
    ...(id === undefined || version === undefined ? {} : { scorecard: { id, version } }),
    ...(asked.asOf === '' ? {} : { asOf: asked.asOf }),
    ...(asked.dimension === '' ? {} : { dimension: asked.dimension }),
    ...(asked.bands.length === 0 ? {} : { bands: [...asked.bands] }),
    ...(asked.pace.trim() === '' ? {} : { pace: Number(asked.pace) }),
    ...(asked.segments.trim() === '' ? {} : { segments: Number(asked.segments) }),
    ...(asked.force ? { force: true } : {}),
  };
}

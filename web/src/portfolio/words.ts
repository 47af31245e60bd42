import type { JobDetailReply } from '../../../lib/schemas/api/replies/rescore.ts';
import type { Texts } from '../i18n/use-texts.ts';

/** A dollar and more in cents, less as finely as it takes. */
export function dollars(cost: number, { number }: Pick<Texts, 'number'>): string {
  return `$${number(cost, cost >= 1 || cost === 0 ? 2 : cost >= 0.01 ? 4 : 6)}`;
}

/** `1:05`, `2:03:00`: minutes and seconds, hours before them. */
export function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

export const kindOf = ({ dryRun }: Pick<JobDetailReply, 'dryRun'>) => (dryRun ? 'dryRun' : 'sweep');

/** A job about some people only says little of everybody. */
export const isFiltered = ({ bands, dimension }: Pick<JobDetailReply, 'bands' | 'dimension'>): boolean =>
  bands !== undefined || dimension !== undefined;

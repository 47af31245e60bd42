import * as z from 'zod';
import { MOST_SEGMENTS } from '../../job.ts';
import { page } from './page.ts';

const whole = () => z.coerce.number<number>().int();

/** Marked by a person, and the loan or decision where the page was cut. */
export const OutcomesPage = z.strictObject({
  segments: whole().min(1).max(MOST_SEGMENTS).default(1).describe('In how many shares everybody is read'),
  segment: whole().min(0).default(0).describe('Which share, from 0 to `segments` - 1'),
  ...page(1000, z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:|@~-]{0,127}#[\w#.-]{1,200}$/), 1000).shape,
});

import * as z from 'zod';
import { JOB_ID } from '../../job.ts';
import { SubjectId } from '../../profile.ts';
import { page } from './page.ts';

export const JobsPage = page(100, z.string().regex(JOB_ID));
export const UnscoredPage = page(1000, SubjectId);

import type { Tables } from '../../lib/store/dynamodb.ts';
import { readService } from '../../local/service.ts';

const { environment } = readService(new URL('../../serverless.yml', import.meta.url).pathname);

/** As serverless.yml names them. */
export const TABLES: Tables = {
  subjects: environment.SUBJECTS_TABLE ?? '',
  decisions: environment.DECISIONS_TABLE ?? '',
  operations: environment.OPERATIONS_TABLE ?? '',
};

/** Of bench/sweep/scan-server.ts: its people are made on the fly, the other tables are real. */
export const GENERATED: Tables = { ...TABLES, subjects: 'Subjects' };

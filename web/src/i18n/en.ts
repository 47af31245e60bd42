import * as common from './en/common.ts';
import { person } from './en/person.ts';

/** Every text of the console in English, a file for each page; what the API says in both languages is not in here. */
export const en = { ...common, person };

export type Messages = typeof en;

import * as common from './en/common.ts';
import { person } from './en/person.ts';
import { scorecards } from './en/scorecards.ts';

/** Every text of the console in English, a file for each page; what the API says in both languages is not in here. */
export const en = { ...common, person, scorecards };

export type Messages = typeof en;

import * as common from './en/common.ts';
import { evidence } from './en/evidence.ts';
import { history } from './en/history.ts';
import { person } from './en/person.ts';
import { scorecards } from './en/scorecards.ts';
import { path, whatIf } from './en/what-if.ts';

/** Every text of the console in English, a file for each page; what the API says in both languages is not in here. */
export const en = { ...common, person, evidence, history, whatIf, path, scorecards };

export type Messages = typeof en;

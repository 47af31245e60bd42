import * as common from './en/common.ts';
import { evidence } from './en/evidence.ts';
import { history } from './en/history.ts';
import { partners } from './en/partners.ts';
import { person } from './en/person.ts';
import { portfolio } from './en/portfolio.ts';
import { problems } from './en/problems.ts';
import { scorecards } from './en/scorecards.ts';
import { path, whatIf } from './en/what-if.ts';

/** Every text of the console in English, a file for each page; what the API says in both languages is not in here. */
export const en = { ...common, problems, person, evidence, history, whatIf, path, scorecards, portfolio, partners };

export type Messages = typeof en;

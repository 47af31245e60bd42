import * as common from './en/common.ts';
import { partners } from './en/partners.ts';
import { person } from './en/person.ts';
import { portfolio } from './en/portfolio.ts';

/** Every text of the console in English, a file for each page; what the API says in both languages is not in here. */
export const en = { ...common, person, portfolio, partners };

export type Messages = typeof en;

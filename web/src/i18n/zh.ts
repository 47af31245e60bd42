import type { Messages } from './en.ts';
import * as common from './zh/common.ts';
import { evidence } from './zh/evidence.ts';
import { history } from './zh/history.ts';
import { partners } from './zh/partners.ts';
import { person } from './zh/person.ts';
import { portfolio } from './zh/portfolio.ts';
import { problems } from './zh/problems.ts';
import { scorecards } from './zh/scorecards.ts';
import { path, whatIf } from './zh/what-if.ts';

/** 控制台的全部中文文案；缺少任何一条都是类型错误。 */
export const zh: Messages = {
  ...common,
  problems,
  person,
  evidence,
  history,
  whatIf,
  path,
  scorecards,
  portfolio,
  partners,
};

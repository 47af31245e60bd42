import type { Messages } from './en.ts';
import * as common from './zh/common.ts';
import { person } from './zh/person.ts';

/** 控制台的全部中文文案；缺少任何一条都是类型错误。 */
export const zh: Messages = { ...common, person };

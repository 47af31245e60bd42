import { parseCron } from '../schedules/cron.ts';
import { parseRate } from '../schedules/rate.ts';
import { isTimeZone } from '../schedules/time-zone.ts';
import { fieldsOf, onlyKeys, refuse, textOf } from './checks.ts';

export interface ScheduleTrigger {
  functionName: string;
  /** As it is written, `cron(...)` or `rate(...)`. */
  expression: string;
  /** The first time after another (epoch milliseconds); nothing when there is none any more. */
  next(after: number): number | undefined;
  /** What the function is given, as JSON; without it, EventBridge's own event. */
  input?: string;
}

const KEYS = ['rate', 'method', 'timezone', 'input', 'enabled'];
const ON_AWS_ONLY = ['name', 'description', 'groupName', 'roleArn'];

/** A schedule of EventBridge Scheduler for each of its expressions; none where it is not enabled. */
export function readSchedules(functionName: string, value: unknown, where: string): ScheduleTrigger[] {
  const fields = fieldsOf(value, where);
  onlyKeys(fields, [...KEYS, ...ON_AWS_ONLY], where);
  if (fields.method !== 'scheduler') refuse(`${where}.method`, "should be 'scheduler'");
  const { timezone = 'UTC', enabled = true, input } = fields;
  if (typeof enabled !== 'boolean') refuse(`${where}.enabled`, 'should be true or false');
  const zone = textOf(timezone, `${where}.timezone`);
  if (!isTimeZone(zone)) refuse(`${where}.timezone`, 'should be a time zone such as Africa/Nairobi');
  const schedules = [fields.rate].flat().map((rate) => {
    const expression = textOf(rate, `${where}.rate`);
    const next = nextOf(expression, zone, `${where}.rate`);
    return { functionName, expression, next, ...(input !== undefined && { input: textInput(input, where) }) };
  });
  return enabled ? schedules : [];
}

function nextOf(expression: string, zone: string, where: string): ScheduleTrigger['next'] {
  try {
    const next = parseRate(expression) ?? parseCron(expression, zone);
    if (next) return next;
  } catch (error) {
    if (error instanceof RangeError) refuse(where, error.message);
    throw error;
  }
  refuse(where, "should read like 'cron(0 2 6 * ? *)' or 'rate(5 minutes)'");
}

/** As the framework hands it to AWS. */
function textInput(input: unknown, where: string): string {
  const text = typeof input === 'string' ? input : JSON.stringify(fieldsOf(input, `${where}.input`));
  try {
    JSON.parse(text);
    return text;
  } catch {
    refuse(`${where}.input`, 'should be a map or JSON');
  }
}

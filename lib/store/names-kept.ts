import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** What names people is not kept for longer; in seconds. */
const NAMES_KEPT = 90 * 86_400;

/** When an item of a job that names people expires. `now` in milliseconds since 1970. */
export function namesExpire(now: number): AttributeValue {
  return { N: String(Math.floor(now / 1000) + NAMES_KEPT) };
}

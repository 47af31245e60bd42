import { expect, test } from 'vitest';
import { tahini } from '../support/tahini.ts';

test.each([
  ['profile:red', "there is no scope 'profile:red': did you mean 'profile:read'?"],
  ['score:read everything', "there is no scope 'everything': there are profile:read, profile:write"],
])('a token for %j is not made: it would only be refused later', async (scope, said) => {
  const ended = await tahini(['token', '--subject', 'amina', '--scope', scope]).ended;
  expect([ended.code, ended.output]).toEqual([2, '']);
  expect(ended.errors).toContain(said);
});

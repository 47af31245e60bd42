import type * as z from 'zod';

/** Where one of several shapes was expected, the complaints of the shape that came closest say more than 'invalid'. */
export function leaves(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const depth = (branch: z.core.$ZodIssue[]) => Math.max(...branch.map(({ path }) => path.length));
  const closest = issue.errors.reduce((best, branch) =>
    depth(branch) > depth(best) || (depth(branch) === depth(best) && branch.length < best.length) ? branch : best,
  );
  return closest.flatMap(leaves).map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
}

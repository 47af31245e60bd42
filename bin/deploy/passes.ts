import type { Settings } from './settings.ts';

type Given = Settings['given'];

/**
 * The deployments that it takes, by the parameters of each. A first one that fails is rolled back, and a protected table
 * could not be: it would stay, and the next try would find its name taken. So it is made unprotected, and then protected.
 */
export function passes({ given, values }: Pick<Settings, 'given' | 'values'>, isFirst: boolean): Given[] {
  if (!isFirst || values.deletionProtection !== 'true') return [given];
  const others = given.filter(({ name }) => name !== 'deletionProtection');
  return [[...others, { name: 'deletionProtection', value: 'false', from: 'a first deployment' }], given];
}

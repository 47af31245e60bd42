import type { Local } from '../../local/start-local.ts';
import { adminApi } from '../scorecard/api.ts';
import type { Active } from '../scorecard/in-words.ts';
import type { StartOptions } from './options.ts';

/** Where a card was activated in this state, it goes before --card: nobody should wonder. */
export async function cardNotice(local: Local, { environment }: StartOptions): Promise<string | undefined> {
  if (environment.SCORECARD_FILE === undefined && environment.DICTIONARY_FILE === undefined) return undefined;
  const call = adminApi(new URL(local.url), await local.token({ subject: 'operator', scope: 'admin' }));
  const { id, version, activationSeq, of } = (await call('GET', '/v1/scorecards')).active as Active;
  if (of === 'deployment') return undefined;
  const way = 'tahini scorecard import and activate yours, or begin with --fresh or another --state';
  return `Not --card but ${id} ${version} is the active scorecard, by activation ${activationSeq} in this state: ${way}.`;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { checkUrl, type UrlRules } from './check-url.ts';
import { type Posted, post } from './post.ts';
import { type Resolve, resolveAll, resolveTarget } from './resolve.ts';

const LOOKUP_MS = 2000;

/** All that is ever sent to addresses that others chose. */
export interface Outbound {
  /** Checks the URL before, each time. */
  post(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<Posted | { failed: 'url-refused' }>;
  /** Why nothing would be sent there, as a sentence; undefined when it would. A name that leads nowhere yet may do so later. */
  refusedUrl(url: string): Promise<string | undefined>;
}

export function outbound(rules: UrlRules, resolve: Resolve = resolveAll): Outbound {
  return {
    async post(text, headers, body) {
      const checked = checkUrl(text, rules);
      if ('refused' in checked) return { failed: 'url-refused' };
      return post(checked.url, headers, body, { ...rules, resolve });
    },
    async refusedUrl(text) {
      const checked = checkUrl(text, rules);
      if ('refused' in checked) return checked.refused;
      const target = await Promise.race([
        resolveTarget(checked.url, { ...rules, resolve }),
        sleep(LOOKUP_MS, undefined, { ref: false }),
      ]);
      const isRefused = target !== undefined && 'failed' in target && target.failed === 'address-refused';
      return isRefused ? 'Must lead to a public address.' : undefined;
    },
  };
}

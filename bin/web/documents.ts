import type { SiteFile } from './site.ts';

/** The console as the local gateway serves it: each file at its name, the page at `/`. */
export function documentsOf(site: readonly SiteFile[]): Record<string, unknown> {
  return Object.fromEntries(
    site.map(({ name, headers, contents }) => [
      name === 'index.html' ? '/' : `/${name}`,
      { statusCode: 200, headers, body: contents },
    ]),
  );
}

import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import headers from '../../deploy/site-headers.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the console, with the headers under which it is served wherever it lies. */
export interface SiteFile {
  /** Below the site's root: `index.html`, `app.<hash>.js`. */
  name: string;
  headers: Record<string, string>;
  contents: string;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Bundles web/ to three static files. What has its content's hash in its name is kept for ever, the page asks again. */
export async function buildSite(): Promise<SiteFile[]> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    tsconfig: 'web/tsconfig.json',
    entryPoints: [
      { in: 'web/src/main.tsx', out: 'app' },
      { in: 'web/src/styles/app.css', out: 'app' },
    ],
    entryNames: '[name].[hash]',
    outdir: 'build/web',
    bundle: true,
    format: 'esm',
    target: ['chrome123', 'firefox121', 'safari17.5'],
    mainFields: ['module', 'main'],
    // The one thing that lib/scorecards asks of Node: a card is known by its SHA-256 here, too.
    alias: { 'node:crypto': './web/src/card/sha256.ts' },
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
  });
  const assets = outputFiles.map(({ path, text }) => file(basename(path), text));
  return [file('index.html', page(assets)), ...assets];
}

/** The page names the bundles by what they are; here they get their hashes. */
function page(assets: readonly SiteFile[]): string {
  const template = readFileSync(`${ROOT}web/index.html`, 'utf8');
  return assets.reduce((html, { name }) => html.replace(`/app${extname(name)}`, `/${name}`), template);
}

function file(name: string, contents: string): SiteFile {
  const cache = name.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable';
  const own = { 'Content-Type': TYPES[extname(name)]!, 'Cache-Control': cache };
  return { name, headers: { ...own, ...headers }, contents };
}

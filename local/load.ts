import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Handler } from './lambda.ts';

let runs = 0;

/** Loads handlers such as `build/get-score.handler` from below a directory; every call starts them cold. */
export function loadFrom(root: string): (handler: string) => Promise<Handler> {
  runs += 1;
  const run = runs;
  return async (handler) => {
    const dot = handler.lastIndexOf('.');
    const url = pathToFileURL(join(root, `${handler.slice(0, dot)}.mjs`));
    const module: Record<string, Handler> = await import(`${url.href}?run=${run}`);
    const found = module[handler.slice(dot + 1)];
    if (typeof found !== 'function') throw new Error(`${handler} is not a function`);
    return found;
  };
}

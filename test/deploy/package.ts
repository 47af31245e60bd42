import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildIfChanged } from '../../bin/build.ts';
import { packageStack, type Template } from '../../bin/deploy/template.ts';

export interface Package {
  readonly template: Template;
  /** Holds the zip files and the template. */
  readonly directory: string;
}

/** The real serverless.yml, packaged once before the first test. */
export function usePackage(args: readonly string[] = []): Package {
  const directory = mkdtempSync(join(tmpdir(), 'tahini-package-'));
  let template: Template;
  beforeAll(async () => {
    await buildIfChanged();
    template = await packageStack(directory, args);
  }, 120_000);
  afterAll(() => rmSync(directory, { recursive: true }));
  return {
    directory,
    get template() {
      return template;
    },
  };
}

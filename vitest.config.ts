import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// What workers and child processes load is compiled once, not in each of the hundreds: the commands keep it there, too.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/tahini', import.meta.url));

/** Tests of pure functions: they share what they load, for nothing of it remembers anything. */
const PURE = ['test/{learning,schemas,scorecards,scoring,usecases}/**/*.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line.ts'],
    maxWorkers: 3,
    // What is quick alone takes its time on a machine that does three things at once: only what hangs is to fail by the clock.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: PURE,
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
  },
});

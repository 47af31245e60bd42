import type { Reporter, TestModule } from 'vitest/node';
import { leaksIn } from './planted.ts';

/**
 * Ends a run with one plain line, `12 passed, 0 failed`; a file that could not even be read, or a suite that could not
 * begin, counts as failed. All that the run prints, from whatever process, is searched for personal data that the
 * tests planted: a leak is a failure.
 */
export default class ClosingLine implements Reporter {
  #printed = '';

  onInit(): void {
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write.bind(stream);
      stream.write = ((chunk: string | Uint8Array, ...rest: []) => {
        this.#printed += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
        return write(chunk, ...rest);
      }) as typeof stream.write;
    }
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = suites.filter((suite) => suite.errors().length > 0).length;
    const leaks = leaksIn(this.#printed);
    if (leaks.length > 0) {
      process.exitCode = 1;
      process.stdout.write(`\nPERSONAL DATA was printed in ${leaks.length} line(s) of this run\n`);
    }
    const passed = states.filter((state) => state === 'passed').length;
    const failed = states.filter((state) => state === 'failed').length + broken + errors.length + leaks.length;
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  }
}

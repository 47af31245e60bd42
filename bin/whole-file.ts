import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { onInterrupt } from './interrupted.ts';

/**
 * Writes files so that each is whole or as it was, also when Ctrl-C comes in between. They get their names in the order
 * in which they are given, once all are written.
 */
export function writeWhole(files: Readonly<Record<string, string>>): void {
  const names = Object.keys(files);
  const tidy = () => {
    for (const name of names) rmSync(`${name}.part`, { force: true });
  };
  const goOn = onInterrupt(tidy);
  try {
    for (const name of names) writeFileSync(`${name}.part`, files[name]!);
    for (const name of names) renameSync(`${name}.part`, name);
  } finally {
    goOn();
    tidy();
  }
}

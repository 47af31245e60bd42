import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { onInterrupt } from './interrupted.ts';
import { placeOf } from './place-of.ts';

/**
 * Writes files so that each is whole or as it was, also when Ctrl-C comes in between. They get their names in the order
 * in which they are given, once all are written.
 */
export function writeWhole(files: Readonly<Record<string, string>>): void {
  const places = Object.entries(files).map(([path, text]) => ({ place: placeOf(path), text }));
  const tidy = () => {
    for (const { place } of places) rmSync(`${place}.part`, { force: true });
  };
  const goOn = onInterrupt(tidy);
  try {
    for (const { place, text } of places) writeFileSync(`${place}.part`, text);
    for (const { place } of places) renameSync(`${place}.part`, place);
  } finally {
    goOn();
    tidy();
  }
}

import { readScaleInputs } from './scale/inputs.ts';
import { sweepSection } from './scale/section.ts';
import { writeSection } from './support/section.ts';

// `npm run docs:scale`: writes the arithmetic of a sweep into docs/scale.md. A test fails while it is out of date.
export function writeSweep(): void {
  writeSection('sweep', sweepSection(readScaleInputs()));
}

if (import.meta.main) writeSweep();

import type { Bins } from './bins.ts';
import type { Design } from './design.ts';
import { binCount } from './layout.ts';
import type { LinearModel, Parameter, Penalty } from './linear-model.ts';

/**
 * Every cell has a level of its own, pulled towards a centre: what the smooth shape says of it. Bins are a first level and
 * steps to the next ones, and a step against the direction is not possible.
 * @param centres log-odds by cell of the design
 */
export function shapeModel(bins: readonly Bins[], centres: Float64Array, design: Design): LinearModel {
  const parameters: Parameter[] = [{ cells: [0], factors: [1], bounded: false }];
  const penalties: Penalty[] = [];
  bins.forEach((bin, c) => {
    addCharacteristic(bin, design.blocks[c + 1]!, centres, parameters, penalties);
  });
  return { parameters, penalties };
}

function addCharacteristic(
  { layout, steps }: Bins,
  { offset, size }: { offset: number; size: number },
  centres: Float64Array,
  parameters: Parameter[],
  penalties: Penalty[],
): void {
  const end = offset + binCount(layout);
  let made: [parameter: number, factor: number][] = [];
  for (let cell = offset; cell < offset + size; cell += 1) {
    const inBins = cell < end;
    const step = inBins && cell > offset ? steps[cell - offset - 1]! : 0;
    // A step is shared by all later bins; the other cells stand alone.
    const covers = inBins ? Array.from({ length: end - cell }, (_, k) => cell + k) : [cell];
    const factor = step < 0 ? -1 : 1;
    parameters.push({ cells: covers, factors: covers.map(() => factor), bounded: step !== 0 });
    made = [...(inBins ? made : []), [parameters.length - 1, factor]];
    penalties.push({ terms: made, centre: centres[cell]!, group: 0 });
  }
}

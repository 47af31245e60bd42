import type { Figure } from '../support/report.ts';
import type { Population } from '../sweep/population.ts';
import { type Found, live, micros, middle, type Sized, sweepName } from './found.ts';
import type { Start } from './starts.ts';
import { eachFigures, segmentFigures } from './unit-figures.ts';

const MOST_BEND = 1.15;
const MOST_GROWTH = 1.25;

export function figuresOf({
  found,
  starts,
  mean,
}: {
  found: readonly Found[];
  starts: readonly Start[];
  mean: Population['mean'];
}): Figure[] {
  return [
    ...found.flatMap(sweepFigures),
    ...eachFigures(found),
    { name: 'PROFILE item, mean', value: mean.profile, unit: 'bytes', kept: true },
    { name: 'SCORE item, mean', value: mean.score, unit: 'bytes', kept: true },
    ...segmentFigures(found, starts),
  ];
}

function sweepFigures({ percent, bySize }: Found): Figure[] {
  const [first, last] = [bySize[0] as Sized, bySize.at(-1) as Sized];
  const [bent, grown] = [micros, live].map((of) => of(last) / of(first)) as [number, number];
  return [
    ...bySize.flatMap((sized): Figure[] => {
      const name = sweepName(sized.people, percent);
      return [
        { name: `${name}: CPU`, value: micros(sized), unit: 'us a person', kept: true },
        { name: `${name}: live memory`, value: live(sized), unit: 'MB', kept: true },
        { name: `${name}: memory at most`, value: middle(sized, ({ maxRssMb }) => maxRssMb), unit: 'MB', kept: true },
      ];
    }),
    {
      name: `${percent} %: CPU a person, largest / smallest`,
      value: bent,
      unit: 'x',
      bar: { atMost: MOST_BEND },
      kept: true,
    },
    {
      name: `${percent} %: live memory, largest / smallest`,
      value: grown,
      unit: 'x',
      bar: { atMost: MOST_GROWTH },
      kept: true,
    },
  ];
}

import { take } from '../../lib/learning/frame.ts';
import type { ScorecardFile } from '../../lib/schemas/scorecard.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { auc } from '../accuracy/metrics.ts';
import { readFrame } from '../accuracy/read.ts';
import { splitRows } from '../accuracy/splits.ts';
import { BELIEFS, believing, fairColumns, learned } from './cards.ts';
import { badOf, pointsOf } from './measure.ts';
import { peopleOf } from './people.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';

/*
 * `node bench/objectivity/tune.ts`: the constants of the own word, chosen inside the training rows of the bench's splits.
 * Each training part is split again; cards learned on one side score simulated declarations of the other.
 * First the reversal, where as many goods lie as bads, so that what is gained is no guess about who lies; then, with it,
 * what loses least over all lies and, three times as heavy since most people are honest, where nobody lies.
 */
const SPLITS = 40;
const HONEST = 3;

type Constants = NonNullable<ScorecardFile['credibility']['self']>;

const GRID: Constants[] = [0, 0.2, 0.4, 0.6, 0.8].flatMap((reversal) =>
  [0.05, 0.1, 0.15].flatMap((prior) =>
    [0.5, 0.7].flatMap((lies) => [0.01, 0.03].map((mistakes) => ({ prior, lies, mistakes, reversal }))),
  ),
);

/** AUC lost against everything true and believed, means over the scenarios of a kind; `honest`: against believing all. */
interface Lost {
  constants: Constants;
  lies: number;
  anybody: number;
  honest: number;
}

function tuned(): Lost[] {
  const all = fairColumns(readFrame(new URL('../../../shared/data/german.csv', import.meta.url).pathname));
  const lost: Lost[] = GRID.map((constants) => ({ constants, lies: 0, anybody: 0, honest: 0 }));
  const share = (kind: keyof Omit<Lost, 'constants'>) =>
    1 / SPLITS / SCENARIOS.filter((s) => kindOf(s) === kind).length;
  for (let k = 0; k < SPLITS; k += 1) {
    const frame = take(all, splitRows(all.rows, `:${k}`).train);
    const { train, test } = splitRows(frame.rows, `:inner:${k}`);
    const one = learned(take(frame, train));
    const plain = believing(one, BELIEFS['everything believed']);
    const people = peopleOf(take(frame, test), plain, 1000 + k);
    const bad = badOf(people);
    const aucOf = (scenario: Scenario, card: Scorecard) => auc(pointsOf(people, scenario, card), bad);
    const truth = aucOf({ verified: 1, inflating: 0, inflated: 0, liars: 'bads' }, plain);
    const cards = GRID.map((self) => believing(one, { credibility: { ...one.file.credibility, self } }));
    for (const scenario of SCENARIOS) {
      const kind = kindOf(scenario);
      const most = kind === 'honest' ? aucOf(scenario, plain) : truth;
      cards.forEach((card, g) => {
        (lost[g] as Lost)[kind] += (most - aucOf(scenario, card)) * share(kind);
      });
    }
  }
  return lost;
}

function kindOf({ inflating, liars }: Scenario): 'honest' | 'anybody' | 'lies' {
  if (inflating === 0) return 'honest';
  return liars === 'anybody' ? 'anybody' : 'lies';
}

function chosen(lost: readonly Lost[]): Lost {
  const least = (list: readonly Lost[], by: (one: Lost) => number) => list.reduce((a, b) => (by(b) < by(a) ? b : a));
  const { reversal } = least(lost, ({ anybody }) => anybody).constants;
  const left = lost.filter(({ constants }) => constants.reversal === reversal);
  return least(left, ({ lies, honest }) => lies + HONEST * honest);
}

const lost = tuned();
const line = ({ constants, ...found }: Lost) =>
  `${Object.entries(constants)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
    .padEnd(52)} ${Object.entries(found)
    .map(([name, value]) => `${name} ${value.toFixed(4)}`)
    .join('  ')}`;
for (const one of lost) console.log(line(one));
console.log(`\nchosen: ${line(chosen(lost))}`);

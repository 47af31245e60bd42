import { isDeepStrictEqual } from 'node:util';
import type { Profile } from '../lib/scoring/resolve.ts';
import { score } from '../lib/scoring/score.ts';
import { bytesOf } from './capacity/item-size.ts';
import { DENSE, ENCODINGS, type Encoding, type Wire, wireOf } from './encodings/encodings.ts';
import { card, dictionary } from './support/card.ts';
import { AS_OF, samplePeople } from './support/people.ts';
import type { Figure, Report } from './support/report.ts';
import { type Effort, median, medianRatio, ratesOf } from './support/rounds.ts';
import { runBench } from './support/run.ts';

export interface EncodingEffort extends Effort {
  people: number;
}

const EFFORT: EncodingEffort = { people: 2000, rounds: 9, sliceMs: 300 };
const TIMES_JSON = 2;
const SHARE_OF_JSON_BYTES = 0.4;

/** Ways to store evidence, side by side: how many bytes a person takes, and how long reading them does. */
export async function encodingsReport({ people, ...effort }: EncodingEffort = EFFORT): Promise<Report> {
  const persons = samplePeople(people);
  const stored = ENCODINGS.map((encoding) => ({ encoding, ...storedBy(encoding, persons) }));
  const rates = await ratesOf(
    stored.map(({ encoding, wires }) => ({ name: encoding.name, units: people, run: () => readAll(encoding, wires) })),
    effort,
  );
  const json = stored.find(({ encoding }) => encoding.name === 'JSON in a text')!;
  const figures: Figure[] = stored.flatMap(({ encoding: { name }, bytes, onWire }) => [
    { name: `${name}: stored`, value: bytes, unit: 'bytes a person', kept: true as const },
    { name: `${name}: on the wire`, value: onWire, unit: 'bytes a person', kept: true as const },
    { name: `${name}: read`, value: 1e6 / median(rates.get(name)!), unit: 'CPU us a person' },
  ]);
  const others = ENCODINGS.filter(({ name }) => name !== DENSE).map(({ name }) => name);
  figures.push(
    ...others.map((name): Figure => {
      const bar = name === 'JSON in a text' ? { bar: { atLeast: TIMES_JSON } } : {};
      return {
        ...{ name: `speed of dense text, opened / ${name}`, value: medianRatio(rates, DENSE, name) },
        ...{ unit: 'x', kept: true, ...bar },
      };
    }),
    {
      name: 'bytes of dense text / JSON in a text',
      value: stored[0]!.bytes / json.bytes,
      unit: 'x',
      bar: { atMost: SHARE_OF_JSON_BYTES },
      kept: true,
    },
  );
  const about = [
    `The evidence of ${people.toLocaleString('en')} persons of local/sample.ts, in one attribute of an item each. Every encoding yields the same scores.`,
    'stored: as DynamoDB counts it. on the wire: as its JSON has it. read: JSON.parse, and from there to what is scored;',
    'into registers (all but the first): to what new evidence is merged into, and from there to what is scored.',
    'lists and maps: as a document client stores an object. deflated: a binary attribute, base64 on the wire.',
  ];
  return { bench: 'encodings', about, figures, notMeasured: [] };
}

/** Throws where an encoding would change somebody's score. */
function storedBy(encoding: Encoding, persons: readonly Profile[]) {
  const attributes = persons.map(({ evidence }) => encoding.write(evidence));
  const wires = attributes.map(wireOf);
  persons.forEach((person, i) => {
    const evidence = encoding.read(JSON.parse(wires[i]!) as Wire, dictionary);
    const same = isDeepStrictEqual(score({ ...person, evidence }, card, AS_OF), score(person, card, AS_OF));
    if (!same) throw new Error(`${encoding.name}: another score`);
  });
  return {
    wires,
    bytes: attributes.reduce((sum, attribute) => sum + bytesOf({ '': attribute }), 0) / persons.length,
    onWire: wires.reduce((sum, wire) => sum + Buffer.byteLength(wire), 0) / persons.length,
  };
}

function readAll({ read }: Encoding, wires: readonly string[]): number {
  let known = 0;
  for (const wire of wires) known += read(JSON.parse(wire) as Wire, dictionary).present.length;
  return known;
}

if (import.meta.main) await runBench(() => encodingsReport());

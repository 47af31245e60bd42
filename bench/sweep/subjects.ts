import { bytesOf, type Item } from '../capacity/item-size.ts';
import type { Population } from './population.ts';

const PAGE_BYTES = 1_048_576;

export interface Scan {
  Segment?: number;
  TotalSegments?: number;
  ExclusiveStartKey?: { pk: { S: string }; sk: { S: string } };
}

/** Ids as long as `p0000000007`: eleven bytes. */
export function idOf(person: number): string {
  return `p${String(person).padStart(10, '0')}`;
}

const personOf = (id: string) => Number(id.slice(1));

/** Items until they are a megabyte, PROFILE before SCORE; a person may be cut in two, as by the real Scan. */
export function scan({ people, templateOf }: Population, request: Scan): { json: string; units: number } {
  const { Segment = 0, TotalSegments = 1, ExclusiveStartKey: after } = request;
  const end = Math.floor((people * (Segment + 1)) / TotalSegments);
  let person = Math.floor((people * Segment) / TotalSegments);
  let profileIsNext = true;
  if (after !== undefined) {
    profileIsNext = after.sk.S === 'SCORE';
    person = personOf(after.pk.S) + (profileIsNext ? 1 : 0);
  }
  const items: string[] = [];
  let bytes = 0;
  let last = '';
  while (person < end && bytes < PAGE_BYTES) {
    const template = templateOf(person);
    const { json, bytes: size } = profileIsNext ? template.profile : template.score;
    const id = idOf(person);
    items.push(`{"pk":{"S":"${id}"},${json}`);
    bytes += size;
    last = `,"LastEvaluatedKey":{"pk":{"S":"${id}"},"sk":{"S":"${profileIsNext ? 'PROFILE' : 'SCORE'}"}}`;
    if (!profileIsNext) person += 1;
    profileIsNext = !profileIsNext;
  }
  const units = Math.ceil(bytes / 4096) / 2;
  const capacity = `"ConsumedCapacity":{"TableName":"Subjects","CapacityUnits":${units}}`;
  const count = `"Count":${items.length},"ScannedCount":${items.length}`;
  return { json: `{"Items":[${items.join(',')}],${count},${capacity}${person < end ? last : ''}}`, units };
}

/** Scores that are written: each is counted and forgotten, for a scan does not come by twice. */
export class Writes {
  readonly #population: Population;
  #written: Uint8Array | undefined;
  /** People who were to change and were written once. */
  right = 0;
  /** Writes to anybody else, or again. */
  wrong = 0;

  constructor(population: Population) {
    this.#population = population;
  }

  /** The units that DynamoDB takes: by the larger of the item that is there and the one that comes. */
  put(item: Item): number {
    const { people, changes, templateOf } = this.#population;
    const person = personOf(item.pk?.S ?? '');
    this.#written ??= new Uint8Array(people);
    if (item.sk?.S === 'SCORE' && changes(person) && this.#written[person] === 0) this.right += 1;
    else this.wrong += 1;
    this.#written[person] = 1;
    return Math.ceil(Math.max(bytesOf(item), templateOf(person).score.bytes) / 1024);
  }
}

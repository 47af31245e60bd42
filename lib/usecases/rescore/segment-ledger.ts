import type { JobSegment, SweepCounts, Tallied } from '../../schemas/job.ts';
import type { Scorecard } from '../../scoring/model.ts';
import type { Meter } from './sweep-means.ts';
import type { ScoredPerson, Swept } from './sweep-person.ts';
import { emptyTally, tallyPerson, tallyUnjudged } from './sweep-tally.ts';

/** What became of the people of a segment, and what that took: from what is saved of it on. */
export class SegmentLedger {
  readonly #card: Scorecard;
  readonly #meter: Meter;
  readonly #counts: SweepCounts;
  readonly #tally: Tallied;
  #before: Meter;

  /** @param meter what the worker's client has consumed: from now on it is the segment's */
  constructor({ counts, tally }: JobSegment, card: Scorecard, meter: Meter) {
    this.#card = card;
    this.#counts = { ...counts };
    this.#tally = structuredClone(tally) ?? emptyTally(card);
    this.#meter = meter;
    this.#before = { ...meter };
  }

  count(as: Exclude<Swept['kind'], 'write'>): void {
    if (as === 'passed') return;
    this.#counts.people += 1;
    this.#counts[as] += 1;
  }

  scored(as: 'changed' | 'unchanged' | 'unscorable', subjectId: string, swept: ScoredPerson): void {
    this.count(as);
    tallyPerson(this.#tally, this.#card, subjectId, swept);
  }

  unjudged(subjectId: string): void {
    tallyUnjudged(this.#tally, subjectId);
  }

  written(): void {
    this.#counts.written += 1;
  }

  /** By a worker of this segment that did not come to save it; its unit died with it. */
  writtenBefore(): void {
    this.#counts.written += 1;
    this.#counts.writeUnits += 1;
  }

  throttled(): void {
    this.#counts.throttled += 1;
  }

  /** The meter does not see them: a scan's answer is read past the SDK. */
  scanned(readUnits: number): void {
    this.#counts.readUnits += readUnits;
  }

  /** All of it, to be saved. */
  soFar(): Pick<JobSegment, 'counts' | 'tally'> {
    this.#readMeter();
    return { counts: { ...this.#counts }, tally: structuredClone(this.#tally) };
  }

  /**
   * What it took since `saved`, where the next worker goes on, but for the scores that were written: that one comes upon
   * them, and counts them.
   */
  effortSince(saved: SweepCounts): SweepCounts {
    this.#readMeter();
    const { throttled, readUnits, writeUnits, written } = this.#counts;
    return { ...saved, throttled, readUnits, writeUnits: writeUnits - (written - saved.written) };
  }

  #readMeter(): void {
    this.#counts.readUnits += this.#meter.readUnits - this.#before.readUnits;
    this.#counts.writeUnits += this.#meter.writeUnits - this.#before.writeUnits;
    this.#before = { ...this.#meter };
  }
}

import { enginesHere } from './support/engine.ts';
import type { Figure, Report } from './support/report.ts';
import { median, medianRatio } from './support/rounds.ts';
import { runBench } from './support/run.ts';
import { measureWebhooks, type Rates, type WebhookEffort } from './webhooks/measure.ts';
import { measureUnits, type Units } from './webhooks/units.ts';

const EFFORT: Omit<WebhookEffort, 'engines'> = { rounds: 9, sliceMs: 1000, senders: 8 };
const SHARE_OF_BARE = 0.6;
const TIMES_SINGLE = 3;

/** Events of a partner in the bundled handler, beside the calls to DynamoDB that they cannot do without. */
export async function webhooksReport(effort: Partial<WebhookEffort> = {}): Promise<Report> {
  const { present, notMeasured } = enginesHere();
  const all = { ...EFFORT, engines: present, ...effort };
  const rates = await measureWebhooks(all);
  const figures: Figure[] = [];
  for (const engine of all.engines) {
    figures.push(
      ...rateFigures(engine, rates.get(engine) as Rates),
      ...unitFigures(engine, await measureUnits(engine)),
    );
  }
  const about = [
    `Events a second by the clock, ${all.senders} senders at a time; medians of interleaved rounds; the engine is a process of its own.`,
    'single:  the bundled receive-events with an HTTP API event of one signed event: signature verified, partner read, rate leased.',
    'batch:   the same with 500 events over 50 people. Every event is news, so every person is written each time.',
    'read + write: one consistent Query and one PutItem on condition of the version, of the same items; the bare calls of bench:api.',
    'calls:   the same after one consistent GetItem of the partner: all that an event cannot do without.',
    'write:   the PutItem alone, by who happens to know the version.',
  ];
  return { bench: 'webhooks', about, figures, notMeasured };
}

function rateFigures(engine: string, rates: Rates): Figure[] {
  const ratio = (ours: string, peer: string): Figure => {
    const name = `${ours} / ${peer}, ${engine}`;
    return { name, value: medianRatio(rates, ours, peer), unit: 'x', kept: true };
  };
  return [
    ...[...rates].map(([name, rounds]) => ({
      name: `${name}, ${engine}`,
      value: median(rounds),
      unit: ['single', 'batch'].includes(name) ? 'events a second' : 'writes a second',
    })),
    { ...ratio('single', 'read + write'), bar: { atLeast: SHARE_OF_BARE } },
    ratio('single', 'calls'),
    ratio('single', 'write'),
    { ...ratio('batch', 'single'), bar: { atLeast: TIMES_SINGLE } },
  ];
}

function unitFigures(engine: string, { single, batch, people, lease }: Units): Figure[] {
  const figure = (name: string, value: number, atMost: number): Figure => {
    return { name: `${name}, ${engine}`, value, unit: 'units', bar: { atMost }, kept: true };
  };
  return [
    figure('single: read, of the partner', single.partner, 1),
    figure('single: read, of the person', single.read, 1),
    figure('single: write', single.write, 1),
    figure('batch: read, of the partner', batch.partner, 1),
    figure('batch: read, each person', batch.read / people, 1),
    figure('batch: write, each person', batch.write / people, 1),
    figure('50 single events: write, of the rate', lease, 1),
  ];
}

if (import.meta.main) await runBench(() => webhooksReport());

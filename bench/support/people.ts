import { TIERS } from '../../lib/schemas/dictionary.ts';
import { formatDay, parseDay } from '../../lib/scoring/calendar.ts';
import { type Evidence, merge, noEvidence } from '../../lib/scoring/evidence.ts';
import { pack, unpack } from '../../lib/scoring/pack.ts';
import type { Profile } from '../../lib/scoring/resolve.ts';
import { readReport } from '../../lib/usecases/read-report.ts';
import { type SampleReport, samplePopulation } from '../../local/sample.ts';
import { dictionary } from './card.ts';

export const SEED = 20_260;
export const AS_OF = parseDay('2026-06-30') as number;

/** Persons of the sample population, as the store knows them after all their reports. */
export function samplePeople(count: number): Profile[] {
  return [...samplePopulation({ seed: SEED, count, asOf: formatDay(AS_OF) })].map(({ reports }) => profileOf(reports));
}

export const NOON = AS_OF * 86_400_000 + 43_200_000;

function profileOf(reports: readonly SampleReport[]): Profile {
  let evidence = noEvidence(dictionary);
  const consents: Record<string, boolean> = {};
  for (const { sourceId, tier, body } of reports) {
    const kind = tier === 'self' ? 'subject' : 'service';
    evidence = merge(evidence, readReport(body.facts, { kind, sourceId, tier }, dictionary, NOON));
    Object.assign(consents, body.consents);
  }
  return { evidence: decoded(evidence), consents };
}

/** The same persons, as if a registry had said all of it today: then every weight is one. */
export function fullyTrusted({ evidence, consents }: Profile): Profile {
  const said = { tier: TIERS.indexOf('registry'), day: AS_OF };
  const trusted: Evidence = {
    ...evidence,
    observations: evidence.observations.map((list) => list?.map((o) => ({ ...o, ...said }))),
    series: evidence.series.map((list) =>
      list?.map((series) => ({ ...series, slots: series.slots.map((slot) => ({ ...slot, ...said })) })),
    ),
  };
  return { evidence: decoded(trusted), consents };
}

/** As it comes out of the store. */
function decoded(evidence: Evidence): Evidence {
  return unpack(pack(evidence), dictionary);
}

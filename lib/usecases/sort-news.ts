import type { FactReport } from '../schemas/profile.ts';
import { type Evidence, gather, merge } from '../scoring/evidence.ts';

/**
 * What is known after a report, and which of its facts were news. A statement made 'now' that repeats what this source said earlier the same day is not:
 * a retried request then changes nothing.
 */
export function sortNews(before: Evidence, reported: Evidence, facts: Record<string, FactReport>) {
  const { dictionary } = before;
  const observations = reported.observations.map((list, fact) =>
    list?.filter((said) => !repeats(before, fact, said, facts)),
  );
  const series = reported.series.map((list, fact) =>
    list?.map((account) => ({
      ...account,
      slots: account.slots.filter((slot) => !repeatsSlot(before, fact, account, slot, facts)),
    })),
  );
  const news = gather(
    dictionary,
    observations.map(nonEmpty),
    series.map((list) => nonEmpty(list?.filter(({ slots }) => slots.length > 0))),
  );
  const after = merge(before, news);
  const changed = (fact: number) =>
    (before.observations[fact] !== after.observations[fact] || before.series[fact] !== after.series[fact]) &&
    (JSON.stringify(before.observations[fact]) !== JSON.stringify(after.observations[fact]) ||
      JSON.stringify(before.series[fact]) !== JSON.stringify(after.series[fact]));
  const names = Object.keys(facts);
  const accepted = names.filter((name) => changed(dictionary.index.get(name) ?? -1));
  return { after, accepted, ignored: names.filter((name) => !accepted.includes(name)) };
}

type Said = { sourceId: string; day: number; tier: number; value: unknown };

function repeats(before: Evidence, fact: number, said: Said, facts: Record<string, FactReport>): boolean {
  const known = before.observations[fact]?.find(({ sourceId }) => sourceId === said.sourceId);
  return known !== undefined && ofNow(before, fact, facts) && same(known, said);
}

function repeatsSlot(
  before: Evidence,
  fact: number,
  { sourceId, account }: { sourceId: string; account: string },
  slot: Omit<Said, 'sourceId'> & { month: number },
  facts: Record<string, FactReport>,
): boolean {
  const series = before.series[fact]?.find((known) => known.sourceId === sourceId && known.account === account);
  const known = series?.slots.find(({ month }) => month === slot.month);
  return known !== undefined && ofNow(before, fact, facts) && same(known, slot);
}

function same(a: Omit<Said, 'sourceId'>, b: Omit<Said, 'sourceId'>): boolean {
  return a.day === b.day && a.tier === b.tier && a.value === b.value;
}

function ofNow({ dictionary }: Evidence, fact: number, facts: Record<string, FactReport>): boolean {
  const report = facts[dictionary.names[fact] ?? ''];
  return report !== undefined && report.observedAt === undefined && report.revision === undefined;
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.length ? list : undefined;
}

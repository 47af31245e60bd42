/** How often something is said in documents: a resource of a type, or a setting by its name; aliases count as what they stand for. */
export function countResources(documents: readonly unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { Type } of maps(documents)) {
    if (typeof Type === 'string' && Type.startsWith('AWS::')) counts[Type] = (counts[Type] ?? 0) + 1;
  }
  return counts;
}

/** The metrics that alarms are of, which is what they are billed by: an alarm's own, or those that its expression takes in. */
export function countAlarmMetrics(documents: readonly unknown[]): number {
  const alarms = [...maps(documents)].filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
  return alarms.reduce((sum, alarm) => sum + (countSettings([alarm], 'MetricStat') || 1), 0);
}

export function countSettings(documents: readonly unknown[], name: string): number {
  return [...maps(documents)].filter((map) => name in map).length;
}

function* maps(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* maps(inner);
}

import { LOOKS_EVERY_MS } from '../../lib/usecases/active-card.ts';
import { customMetrics } from './counters.ts';
import type { Inputs, Pattern, Priced } from './inputs.ts';
import { countOf, unitsOf } from './measured.ts';
import { OPERATIONS, operationUse } from './operations.ts';
import { dollars, GB, times, together, type Use } from './use.ts';

/** What is there all month, whether anybody calls or not. */
export function standing({ stack, assumptions }: Inputs): [what: string, priced: Priced, amount: number][] {
  const { resources, memoryMb, measuredRoutes, measuredTriggers, alarmMetrics } = stack;
  const count = (type: string) => resources[`AWS::${type}`] ?? 0;
  const everyFiveMinutes = 12 * 24 * 30;
  const looks = (30 * 86_400_000) / LOOKS_EVERY_MS;
  const keys = count('KMS::Key') === 0 ? 0 : count('DynamoDB::Table') * assumptions.busyConnections.value;
  return [
    ['customer key', 'kmsKey', count('KMS::Key')],
    ["requests for the tables' keys", 'kmsRequest', keys * everyFiveMinutes],
    ['reads of the active scorecard', 'readUnit', 0.5 * looks * assumptions.scoringInstances.value],
    ['secret', 'secret', count('SecretsManager::Secret')],
    ['metrics with an alarm', 'alarm', alarmMetrics],
    ['dashboard', 'dashboard', count('CloudWatch::Dashboard')],
    ['metrics of our own', 'customMetric', customMetrics(Object.keys(memoryMb).length)],
    ['metrics of routes', 'customMetric', measuredRoutes * assumptions.routeMetrics.value],
    ['metrics of stream triggers', 'customMetric', measuredTriggers * assumptions.triggerMetrics.value],
  ];
}

export function standingUse(inputs: Inputs): Use {
  return together(...standing(inputs).map(([, priced, amount]) => ({ [priced]: amount })));
}

/** GB of tables that so many people fill, each with so many decisions. */
export function tableGb({ capacity, assumptions }: Inputs, people: number, decisions: number): number {
  const size = (item: string) => countOf(capacity, `${item} item, on average`) + assumptions.itemOverheadBytes.value;
  return (people * (size('PROFILE') + size('SCORE') + decisions * size('decision'))) / GB;
}

export function storageUse(gb: number): Use {
  return { tableStorage: gb, pointInTimeRecovery: gb };
}

/** A month of all people's requests, and the keeping of its logs. */
export function trafficUse(inputs: Inputs, { perPerson }: Pattern, changing: number): Use {
  const people = inputs.assumptions.people.value;
  const requests = OPERATIONS.map((operation) =>
    times(operationUse(inputs, operation, changing), people * (perPerson[operation] ?? 0)),
  );
  const traffic = together(...requests);
  return together(traffic, { logStorage: ((traffic.logIngestion ?? 0) * inputs.stack.logRetentionDays) / 30 });
}

/** Decisions of a person after a year of such months, on top of those that enrolment left. */
export function decisionsAfterAYear({ capacity }: Inputs, { perPerson }: Pattern, changing: number): number {
  const enrolled = countOf(capacity, 'decisions of a person, on average');
  return enrolled + 12 * changing * (perPerson['PUT profile, changed'] ?? 0);
}

/** Scoring everybody anew: the scan reads all items, half a unit for each 4 KB; a changed score is two writes. */
export function sweepUse(inputs: Inputs, people: number, changing: number): Use {
  const { capacity } = inputs;
  const bytes = countOf(capacity, 'PROFILE item, on average') + countOf(capacity, 'SCORE item, on average');
  const writes = unitsOf(capacity, 'stream, score changed', 'write') + unitsOf(capacity, 'decision record', 'write');
  return { readUnit: (people * bytes) / 4096 / 2, writeUnit: people * changing * writes };
}

export function monthDollars(inputs: Inputs, pattern: Pattern, changing: number) {
  const gb = tableGb(inputs, inputs.assumptions.people.value, decisionsAfterAYear(inputs, pattern, changing));
  const traffic = dollars(trafficUse(inputs, pattern, changing), inputs);
  const storage = dollars(storageUse(gb), inputs);
  const fixed = dollars(standingUse(inputs), inputs);
  return { gb, traffic, storage, fixed, total: traffic + storage + fixed };
}

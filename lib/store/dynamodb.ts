import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { DeliveryStore } from '../schemas/delivery.ts';
import type { JobStore } from '../schemas/job.ts';
import type { OutcomeStore } from '../schemas/outcome.ts';
import type { PartnerStore } from '../schemas/partner.ts';
import type { BatchStore } from '../schemas/partner-event.ts';
import type { Registry } from '../schemas/registry.ts';
import type { Store } from '../schemas/stored.ts';
import type { SubscriptionStore } from '../schemas/subscription.ts';
import { activationsIn } from './activations.ts';
import { batchesIn } from './batches.ts';
import { decisionsIn } from './decisions.ts';
import { deliveriesIn } from './deliveries.ts';
import { dryRunsIn } from './dry-runs.ts';
import { failuresIn } from './failures.ts';
import { fullSweepIn } from './full-sweep.ts';
import { jobsIn } from './jobs.ts';
import { outcomesIn } from './outcomes.ts';
import { partnersIn } from './partners.ts';
import { cardsIn } from './registry.ts';
import { scanPeople } from './scan-people.ts';
import { subjectsIn } from './subjects.ts';
import { subscriptionsIn } from './subscriptions.ts';
import { usesIn } from './uses.ts';

export interface Tables {
  subjects: string;
  decisions: string;
  operations: string;
}

/** A call that hangs is cut off and tried again; every write is conditional or the same when repeated. */
const PATIENCE = { connectionTimeout: 1000, requestTimeout: 2500, throwOnRequestTimeout: true };

/** A client for AWS, or for the engine at `endpoint`. Its own credentials and region come from the environment. */
export function dynamodbClient(endpoint: string | undefined, extra: DynamoDBClientConfig = {}): DynamoDBClient {
  const config = { requestHandler: PATIENCE, ...extra };
  return new DynamoDBClient(endpoint === undefined ? config : { endpoint, ...config });
}

/** The store of DESIGN: profiles and scores side by side, decision records apart. Capacity figures: README, 'What it costs'. */
export function dynamodbStore(client: DynamoDBClient, tables: Tables): Store {
  return {
    ...subjectsIn(client, tables.subjects),
    ...decisionsIn(client, tables.decisions),
    ...usesIn(client, tables.operations),
    ...failuresIn(client, tables.operations),
    scanPeople: (segment) => scanPeople(client, tables.subjects, segment),
  };
}

/** What became of loans, beside the decision records. */
export function dynamodbOutcomes(client: DynamoDBClient, { decisions }: Pick<Tables, 'decisions'>): OutcomeStore {
  return outcomesIn(client, decisions);
}

/** Sweeps of everybody: jobs and their segments. */
export function dynamodbJobs(client: DynamoDBClient, tables: Pick<Tables, 'subjects' | 'operations'>): JobStore {
  return jobsIn(client, tables);
}

/** The last finished sweep of everybody, half a read unit. */
export function readFullSweep(client: DynamoDBClient, { operations }: Pick<Tables, 'operations'>) {
  return fullSweepIn(client, operations).readFullSweep({ consistent: false });
}

/** The scorecard registry: cards, their activations, and the last dry run of each. */
export function dynamodbRegistry(client: DynamoDBClient, { operations }: Pick<Tables, 'operations'>): Registry {
  const { readDryRun } = dryRunsIn(client, operations);
  return { ...cardsIn(client, operations), ...activationsIn(client, operations), readDryRun };
}

/** Large batches of partners' events, and what became of them. */
export function dynamodbBatches(client: DynamoDBClient, { operations }: Pick<Tables, 'operations'>): BatchStore {
  return batchesIn(client, operations);
}

/** Subscriptions of partners, and what became of each notification. */
export function dynamodbNotifications(
  client: DynamoDBClient,
  { operations }: Pick<Tables, 'operations'>,
): SubscriptionStore & DeliveryStore {
  return { ...subscriptionsIn(client, operations), ...deliveriesIn(client, operations) };
}

/** The partner registry. A read takes a unit for every 4 KB of a partner's settings. */
export function dynamodbPartners(client: DynamoDBClient, { operations }: Pick<Tables, 'operations'>): PartnerStore {
  return partnersIn(client, operations);
}

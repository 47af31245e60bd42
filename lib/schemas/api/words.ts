import * as z from 'zod';
import { Baseline } from '../baseline.ts';
import { Dimension, Text, Tier } from '../dictionary.ts';
import { RescoreRequest } from '../job.ts';
import { Outcome } from '../outcome.ts';
import { EventType, FactMapping, PartnerSettings } from '../partner.ts';
import { PartnerEvent } from '../partner-event.ts';
import { FactReport, ProfileReport, Simulation } from '../profile.ts';
import { ActivateRequest, Registration } from '../registry.ts';
import {
  ChangeReply,
  CharacteristicReply,
  ConflictReply,
  DecisionsReply,
  DimensionReply,
  ReasonReply,
  ScoreReply,
  StrengthReply,
} from '../score.ts';
import { SubscriptionSettings } from '../subscription.ts';
import { Problem } from './problems.ts';
import { CardReply } from './replies/common.ts';
import { BatchReply, EventResult, ResultsReply } from './replies/events.ts';
import { DifferenceReply, JobReportReply, ShiftReply } from './replies/job-report.ts';
import { DecisionThen, FactColumnReply, LoanReply, OutcomesReply } from './replies/outcomes.ts';
import { PartnerReply, PartnersReply, PartnerWithSecret, SecretReply } from './replies/partners.ts';
import { ObservationReply, ProfileReply, SeriesReply, UpsertReply } from './replies/profile.ts';
import {
  JobDetailReply,
  JobReply,
  JobStatusReply,
  JobsReply,
  SegmentReply,
  SweepCountsReply,
  UnscoredReply,
} from './replies/rescore.ts';
import {
  ActivatedReply,
  ActivationReply,
  RegisteredReply,
  RegisteredScorecard,
  ScorecardReply,
  ScorecardsReply,
} from './replies/scorecards.ts';
import { PathReply, PathStep, SupposedReply, SupposedScore } from './replies/simulation.ts';
import {
  AttemptReply,
  DeliveriesReply,
  DeliveryReply,
  SubscriptionReply,
  SubscriptionsReply,
  SubscriptionWithSecret,
} from './replies/subscriptions.ts';

// What is said of requests, and of shapes that functions parse: here, for the functions have no use for prose.

type Meta = { id?: string; description?: string; type?: string | string[] };

/** Adds to what a schema says of itself. */
function say(schema: z.ZodType, meta: Meta): void {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), ...meta });
}

function sayOf<S extends z.ZodObject>(schema: S, id: string, words: Partial<Record<keyof S['shape'], string>>): void {
  say(schema, { id });
  for (const [name, description] of Object.entries<string | undefined>(words)) {
    if (description !== undefined) say(schema.shape[name] as z.ZodType, { description });
  }
}

say(Text, { id: 'Text', description: 'In English and in Chinese' });
say(Tier, {
  id: 'Tier',
  description: 'What kind of source, from the least to the most reliable; it comes from the token, never from the body',
});
say(Dimension, { id: 'Dimension', description: 'One of the five dimensions of the score' });
say(Baseline, { id: 'Baseline', description: "The person whom somebody's points are compared with" });
for (const [id, schema] of Object.entries({
  Problem,
  Score: ScoreReply,
  DimensionScore: DimensionReply,
  Reason: ReasonReply,
  Strength: StrengthReply,
  Characteristic: CharacteristicReply,
  Conflict: ConflictReply,
  Change: ChangeReply,
  Decisions: DecisionsReply,
  Upserted: UpsertReply,
  Profile: ProfileReply,
  Observation: ObservationReply,
  Series: SeriesReply,
  SupposedScore,
  Supposed: SupposedReply,
  Path: PathReply,
  PathStep,
  Card: CardReply,
  Activation: ActivationReply,
  RegisteredScorecard,
  Scorecard: ScorecardReply,
  Scorecards: ScorecardsReply,
  Registered: RegisteredReply,
  Activated: ActivatedReply,
  SweepCounts: SweepCountsReply,
  Job: JobReply,
  JobStatus: JobStatusReply,
  JobDetail: JobDetailReply,
  JobReport: JobReportReply,
  Segment: SegmentReply,
  Shift: ShiftReply,
  Difference: DifferenceReply,
  Jobs: JobsReply,
  Unscored: UnscoredReply,
  Secret: SecretReply,
  Partner: PartnerReply,
  PartnerWithSecret,
  Partners: PartnersReply,
  EventResult,
  Results: ResultsReply,
  Batch: BatchReply,
  Subscription: SubscriptionReply,
  SubscriptionWithSecret,
  Subscriptions: SubscriptionsReply,
  Attempt: AttemptReply,
  Delivery: DeliveryReply,
  Deliveries: DeliveriesReply,
  FactColumn: FactColumnReply,
  Decision: DecisionThen,
  Loan: LoanReply,
  Outcomes: OutcomesReply,
})) {
  say(schema, { id });
}

sayOf(FactReport, 'FactReport', {
  observedAt: 'The day (UTC, YYYY-MM-DD) of which it is true; today by default, never later',
  revision: 'Orders several statements of one day: the highest counts',
  retracted: 'Takes back what this source said of the fact; then there is no `value`',
});
say(FactReport.shape.value, {
  description:
    'A number in the unit of the dictionary, the name of a category, a flag, a date (YYYY-MM-DD), or for facts in months an ' +
    'object by account, in it by month (YYYY-MM): `{"power": {"2026-01": 0}}`',
  type: ['number', 'string', 'boolean', 'object'],
});
sayOf(ProfileReport, 'ProfileReport', {
  facts: 'By the name of the fact in the dictionary; 100 at most',
  consents:
    "Only with the person's own token. By name: a dimension such as `socialRelationships`, `source:` or `recipient:` and the id of a partner",
});

const [ToTarget, Supposing] = Simulation.options;
say(Simulation, { id: 'SimulateRequest' });
sayOf(ToTarget, 'TargetRequest', { asOf: 'The day on which it is to be reached; today (UTC) by default' });
sayOf(Supposing, 'SupposedRequest', {
  facts: 'What is supposed to be stated today, by the name of the fact',
  consents: 'What the person is supposed to consent to, or not',
  tier: 'Whose word is supposed; by default the most reliable source that may state the fact',
});

sayOf(ActivateRequest, 'ActivateRequest', {
  version: 'Which version of the card',
  force: 'Without a finished dry run; needs a `reason`',
  reason: 'Why; kept with the activation',
});
sayOf(Registration, 'ScorecardRegistration', {
  scorecard: 'The card as `tahini train` writes it, or one of your own: lib/scorecards/expert.json shows all there is',
  dictionary: 'The data dictionary that it was made for; it may have more facts than the active one, and none fewer',
  signedOffBy: 'Who answers for the card: a name, a committee, the number of a decision',
});
sayOf(RescoreRequest, 'RescoreRequest', {});

sayOf(FactMapping, 'FactMapping', {
  fact: 'One of the `facts` of the partner',
  value: 'Where the value is; absent when `retracted`',
  retracted: 'Such an event takes back what the partner said',
  account: 'Facts in months: where the account is',
  month: 'Facts in months: where the month (YYYY-MM) is; that of `occurredAt` by default',
});
sayOf(PartnerSettings, 'PartnerSettings', {
  name: 'What people are shown',
  tier: 'How reliable the partner is as a kind',
  facts: 'Facts of the dictionary that it may state; never more than its tier may',
  events: 'What its events mean: by type of event, the facts that it states',
  outcomes: 'Whether it may report what became of loans, by events of the type `tahini.outcome`',
  eventsPerMinute: 'How many events a minute it may send, over all its requests',
  enabled: '`false`: nothing of it is taken, and nothing told to it',
});
say(EventType, { description: "The partner's name for what happened" });
sayOf(PartnerEvent, 'PartnerEvent', {
  id: "The partner's own, unique within it; comes back with the result. Put no name of a person into it",
  type: 'One that the mappings know, or `tahini.outcome`',
  subjectId: 'The person',
  occurredAt: 'When it became true; of two statements of one thing the later counts, to the millisecond',
  data: 'What the mappings take the facts from; of a `tahini.outcome`, the loan',
});
for (const [name, description] of Object.entries({
  loan: 'The number of the loan, unique within the partner',
  outcome: 'As the lender defines it once for all its loans; `closed` = paid back early, or withdrawn',
  product: 'What was lent for, in a word of the lender',
  openedOn: 'The day (UTC) of the decision on the loan',
  observedOn: 'The day (UTC) of which this is true; of several the latest counts',
})) {
  say(Outcome.shape[name as keyof typeof Outcome.shape], { description });
}
sayOf(SubscriptionSettings, 'SubscriptionSettings', {
  url: 'Where to; https, and a public address',
  types: 'What it wants to be told',
  payload: '`thin`: which person, and what happened; `full`: the score with band and reasons',
  bands: 'Only changes into or out of these bands, by name',
  enabled: '`false`: nothing is sent',
});

import { readConfig } from '../lib/config.ts';
import { queueHandler } from '../lib/http/queue.ts';
import { tellFolded } from '../lib/http/tell-events.ts';
import { FoldMessage } from '../lib/schemas/partner-event.ts';
import { dynamodbBatches, dynamodbPartners } from '../lib/store/dynamodb.ts';
import { foldPart } from '../lib/usecases/events/fold-part.ts';
import { connectMeans } from './dependencies.ts';
import { recordingOutcomes } from './recording-outcomes.ts';
import { withScoring } from './scoring.ts';

const config = readConfig();
const { telemetry, now, store, client, byActiveCard } = withScoring(config, connectMeans(config));
const partners = dynamodbPartners(client, config.tables);
const batches = dynamodbBatches(client, config.tables);
const recordOutcome = recordingOutcomes({ store, client, config });

/** Events queue: a part of a large batch is folded, and its results are kept. */
export const handler = queueHandler({
  schema: FoldMessage,
  telemetry,
  handle: async (message, { awsRequestId: invocation }) => {
    const results = await byActiveCard((dependencies) =>
      foldPart({ ...dependencies, partners, batches, recordOutcome }, message, now()),
    );
    tellFolded(telemetry, results, { ...message, invocation });
  },
});

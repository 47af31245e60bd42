import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readConfig } from '../lib/config.ts';
import { json, requestIdOf } from '../lib/http/endpoint.ts';
import { rawBodyOf, shapedBody } from '../lib/http/raw-body.ts';
import { sendingTo } from '../lib/http/send-messages.ts';
import { verify } from '../lib/http/signature.ts';
import { signedEndpoint } from '../lib/http/signed-endpoint.ts';
import { tellReceived } from '../lib/http/tell-events.ts';
import { vaultOf } from '../lib/http/vault.ts';
import { EventsBody, type FoldMessage, MOST_EVENT_BYTES } from '../lib/schemas/partner-event.ts';
import { dynamodbBatches, dynamodbPartners } from '../lib/store/dynamodb.ts';
import { getBatch } from '../lib/usecases/events/get-batch.ts';
import { receiveEvents } from '../lib/usecases/events/receive-events.ts';
import { RateLeases } from '../lib/usecases/partners/rate-lease.ts';
import { verifyPartner } from '../lib/usecases/partners/verified-partner.ts';
import { connectMeans } from './dependencies.ts';
import { recordingOutcomes } from './recording-outcomes.ts';
import { withScoring } from './scoring.ts';

const config = readConfig();
const { telemetry, now, store, client, byActiveCard } = withScoring(config, connectMeans(config));
const partners = dynamodbPartners(client, config.tables);
const door = { partners, vault: vaultOf(config.secrets), verify };
const batches = dynamodbBatches(client, config.tables);
const send = sendingTo<FoldMessage>(config.events.queueUrl);
const leases = new RateLeases(store);
const recordOutcome = recordingOutcomes({ store, client, config });

/** One person may take as long as eight attempts. */
const MARGIN_MS = 8000;

/** Who signed, by the bytes as they came; nothing of them is looked at before. */
async function signedBy(event: APIGatewayProxyEventV2) {
  const rawBody = rawBodyOf(event, MOST_EVENT_BYTES);
  const partnerId = event.pathParameters?.partnerId ?? '';
  const signed = await verifyPartner(door, { partnerId, headers: event.headers, rawBody, now: Date.now() });
  return { ...signed, rawBody };
}

/** The same message sent again is the same batch. */
function batchIdOf(partnerId: string, messageId: string, rawBody: Uint8Array): string {
  const hash = createHash('sha256').update(`${partnerId}\n${messageId}\n`).update(rawBody);
  return `batch_${hash.digest('base64url').slice(0, 32)}`;
}

/** What partners saw: events in, and what became of those that were too many to wait for. */
export const handler = signedEndpoint(
  {
    'POST /v1/partners/{partnerId}/events': async (event, context) => {
      const { partner, messageId, rawBody } = await signedBy(event);
      const { events } = shapedBody(rawBody, EventsBody);
      const { partnerId, eventsPerMinute } = partner;
      await leases.take({ partnerId, eventsPerMinute, events: events.length, now: now() });
      const batchId = batchIdOf(partnerId, messageId, rawBody);
      const isLate = () => context.getRemainingTimeInMillis() < MARGIN_MS;
      const received = { teller: partner, events, batchId, requestId: requestIdOf(event), now: now(), isLate };
      const receipt = await byActiveCard((dependencies) =>
        receiveEvents({ ...dependencies, batches, send, recordOutcome }, received),
      );
      const results = receipt.kind === 'done' ? receipt.results : receipt.known;
      tellReceived(telemetry, results, { ...received, partner: partnerId });
      if (receipt.kind === 'done') return json(200, { results });
      return json(202, { batchId, status: 'open', events: events.length });
    },
    'GET /v1/partners/{partnerId}/batches/{batchId}': async (event) => {
      const { partner, messageId } = await signedBy(event);
      const batchId = event.pathParameters?.batchId ?? '';
      // Only the message about this batch: what was signed for another one does not read it.
      const asked = messageId === batchId ? batchId : '';
      return json(200, await getBatch({ batches }, { partnerId: partner.partnerId, batchId: asked, now: now() }));
    },
  },
  telemetry,
);

import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { readConfig } from '../lib/config.ts';
import { TahiniError } from '../lib/errors.ts';
import { type AdminRoute, adminEndpoint, json, requestIdOf } from '../lib/http/endpoint.ts';
import { bodyOf, ifMatchOf, queryOf } from '../lib/http/request.ts';
import { newSecret } from '../lib/http/signature.ts';
import { vaultOf } from '../lib/http/vault.ts';
import { PartnersPage } from '../lib/schemas/api/queries/partners.ts';
import { PartnerId, PartnerSettings, type StoredPartner } from '../lib/schemas/partner.ts';
import { dynamodbNotifications, dynamodbPartners } from '../lib/store/dynamodb.ts';
import { deletePartner } from '../lib/usecases/partners/delete-partner.ts';
import { listPartners } from '../lib/usecases/partners/list-partners.ts';
import { getPartner } from '../lib/usecases/partners/partner-means.ts';
import { presentPartner } from '../lib/usecases/partners/present-partner.ts';
import { putPartner } from '../lib/usecases/partners/put-partner.ts';
import { rotatePartnerSecret } from '../lib/usecases/partners/rotate-partner-secret.ts';
import { connectScoring } from './scoring.ts';

const config = readConfig();
const { client, authenticate, telemetry, now, pause, active } = connectScoring(config);
const means = {
  partners: dynamodbPartners(client, config.tables),
  subscriptions: dynamodbNotifications(client, config.tables),
  vault: vaultOf(config.secrets),
  newSecret,
  newSecretId: randomUUID,
  pause,
};

function partnerIdOf({ pathParameters }: APIGatewayProxyEventV2): string {
  const parsed = PartnerId.safeParse(pathParameters?.partnerId);
  if (parsed.success) return parsed.data;
  const rule = 'A partner id has 1 to 40 small letters, digits or dashes and begins with a letter or digit.';
  throw new TahiniError('invalid-partner-id', rule);
}

const changeOf = (event: APIGatewayProxyEventV2) => {
  return { partnerId: partnerIdOf(event), ifMatch: ifMatchOf(event), now: now() };
};

function told(status: number, partner: StoredPartner, secret: object = {}) {
  return json(status, { ...presentPartner(partner, now()), ...secret }, { etag: `"${partner.version}"` });
}

const PARTNERS: Record<string, AdminRoute> = {
  'GET /v1/partners': async (event) => {
    const { limit, next: after } = queryOf(event, PartnersPage);
    return json(200, await listPartners(means, { limit, after }, now()));
  },
  'GET /v1/partners/{partnerId}': async (event) => told(200, await getPartner(means, partnerIdOf(event))),
  'PUT /v1/partners/{partnerId}': async (event) => {
    const change = changeOf(event);
    const settings = bodyOf(event, PartnerSettings);
    const { partner, became, secret } = await active.use(({ card: { dictionary } }) =>
      putPartner(means, settings, { ...change, dictionary }),
    );
    const about = { requestId: requestIdOf(event), partner: partner.partnerId, enabled: partner.enabled };
    if (became === 'created') telemetry.log('partner-registered', about);
    if (became === 'changed') telemetry.log('partner-changed', { ...about, version: partner.version });
    return told(became === 'created' ? 201 : 200, partner, secret && { secret });
  },
  'DELETE /v1/partners/{partnerId}': async (event) => {
    const change = changeOf(event);
    await deletePartner(means, change);
    telemetry.log('partner-deleted', { requestId: requestIdOf(event), partner: change.partnerId });
    return { statusCode: 204, headers: { 'cache-control': 'no-store' } };
  },
  'POST /v1/partners/{partnerId}/secrets': async (event) => {
    const change = changeOf(event);
    bodyOf(event, z.strictObject({}));
    const { partner, secret } = await rotatePartnerSecret(means, change);
    const about = { requestId: requestIdOf(event), partner: partner.partnerId, version: partner.version };
    telemetry.log('partner-rotated', about);
    return told(201, partner, { secret });
  },
};

/** The partner registry. */
export const handler = adminEndpoint({ ...PARTNERS }, { authenticate, telemetry });

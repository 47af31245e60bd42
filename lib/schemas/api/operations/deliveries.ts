import * as z from 'zod';
import { DeliveryId } from '../../delivery.ts';
import type { Operation } from '../operation.ts';
import { DeliveriesPage } from '../queries/deliveries.ts';
import { DeliveriesReply, DeliveryReply } from '../replies/subscriptions.ts';
import { OfPartner } from './params.ts';

const OfDelivery = z.strictObject({ ...OfPartner.shape, deliveryId: DeliveryId });
const ADMIN = { scope: 'admin', of: 'anybody' } as const;

export const deliveries = {
  listDeliveries: {
    tag: 'Deliveries',
    summary: 'What a partner was told',
    description: 'The newest first, each with every attempt; they are kept for 30 days.',
    access: ADMIN,
    params: OfPartner,
    query: DeliveriesPage,
    replies: { 200: { description: 'A page of deliveries', body: DeliveriesReply } },
    problems: ['invalid-partner-id', 'invalid-query'],
  },
  getDelivery: {
    tag: 'Deliveries',
    summary: 'One delivery',
    description: 'What became of a notification so far, with every attempt.',
    access: ADMIN,
    params: OfDelivery,
    replies: { 200: { description: 'The delivery', body: DeliveryReply } },
    problems: ['invalid-partner-id', 'unknown-delivery'],
  },
  redeliver: {
    tag: 'Deliveries',
    summary: 'Send a notification once more',
    description:
      'Whatever became of it, with all the attempts of a new one: the same id and, as far as it still may be told, the same content.',
    access: ADMIN,
    params: OfDelivery,
    replies: { 202: { description: 'It will be sent', body: DeliveryReply } },
    problems: ['invalid-partner-id', 'unknown-delivery'],
  },
} as const satisfies Record<string, Operation>;

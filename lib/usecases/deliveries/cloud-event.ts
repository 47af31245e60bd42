import type { Notification } from '../../schemas/delivery.ts';

/** CloudEvents 1.0 in JSON, as structured mode has it. `source` says whose event it is: with `id` it is unique. */
export function cloudEvent(notification: Notification, data: object, source: string): string {
  const { id, type, occurredAt } = notification;
  const subject = notification.type === 'rescore.completed' ? notification.jobId : notification.subjectId;
  const time = new Date(occurredAt).toISOString();
  return JSON.stringify({
    specversion: '1.0',
    id,
    source,
    type,
    subject,
    time,
    datacontenttype: 'application/json',
    data,
  });
}

export const CLOUD_EVENT_TYPE = 'application/cloudevents+json';

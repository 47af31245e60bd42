/**
 * Every line that a function may log, and the only fields of it that get out: no message of an error, no value, and a
 * person by keyed hash only (`subject`). docs/logging.md tells what each is for; a test holds the two together.
 */
export const LOG_EVENTS = {
  'request-answered': { level: 'info', fields: ['requestId', 'route', 'status', 'problem', 'subject', 'ms'] },
  'request-failed': { level: 'error', fields: ['requestId', 'route', 'subject', 'name', 'at'] },
  'score-changed': { level: 'info', fields: ['requestId', 'subject', 'bandChanged'] },
  'decision-recorded': { level: 'info', fields: ['requestId', 'subject'] },
  'card-picked-up': { level: 'info', fields: ['card', 'activationSeq'] },
  'card-not-refreshed': { level: 'warn', fields: ['card', 'activationSeq', 'name', 'at'] },
  'last-sweep-not-read': { level: 'warn', fields: ['name', 'at'] },
  'scorecard-registered': { level: 'info', fields: ['requestId', 'card'] },
  'scorecard-activated': { level: 'info', fields: ['requestId', 'card', 'activationSeq'] },
  'partner-registered': { level: 'info', fields: ['requestId', 'partner', 'enabled'] },
  'partner-changed': { level: 'info', fields: ['requestId', 'partner', 'version', 'enabled'] },
  'partner-rotated': { level: 'info', fields: ['requestId', 'partner', 'version'] },
  'partner-deleted': { level: 'info', fields: ['requestId', 'partner'] },
  'rescore-begun': { level: 'info', fields: ['requestId', 'job', 'card', 'activationSeq', 'dryRun', 'segments'] },
  'rescore-already-running': { level: 'info', fields: ['requestId', 'job'] },
  'rescore-given-up': { level: 'warn', fields: ['requestId', 'job'] },
  'rescore-cancelled': { level: 'info', fields: ['requestId', 'job'] },
  'rescore-resumed': { level: 'info', fields: ['requestId', 'job', 'segments'] },
  'rescore-finished': {
    level: 'info',
    fields: [
      'job',
      'card',
      'dryRun',
      'people',
      'changed',
      'unchanged',
      'unscorable',
      'leftToStream',
      'notScored',
      'psi',
      'coverage',
      'stale',
      'characteristic',
      'csi',
    ],
  },
  'segment-handled': { level: 'info', fields: ['invocation', 'job', 'segment', 'lap', 'outcome', 'ms'] },
  'message-refused': { level: 'error', fields: ['invocation', 'messageId'] },
  'message-failed': { level: 'warn', fields: ['invocation', 'messageId', 'receives', 'problem', 'name', 'at'] },
  'events-received': {
    level: 'info',
    fields: ['requestId', 'partner', 'events', 'accepted', 'duplicate', 'refused', 'queued'],
  },
  'events-folded': {
    level: 'info',
    fields: ['requestId', 'invocation', 'partner', 'batch', 'part', 'accepted', 'duplicate', 'refused'],
  },
  'delivery-attempted': {
    level: 'info',
    fields: [
      'invocation',
      'partner',
      'subscription',
      'delivery',
      'type',
      'subject',
      'attempt',
      'outcome',
      'status',
      'failed',
      'why',
      'ms',
    ],
  },
  'subscription-disabled': { level: 'warn', fields: ['partner', 'subscription', 'why'] },
  'subscription-changed': { level: 'info', fields: ['requestId', 'partner', 'subscription', 'change'] },
  'redelivery-asked': { level: 'info', fields: ['requestId', 'partner', 'subscription', 'delivery'] },
  'erasure-finished': { level: 'info', fields: ['subject'] },
  'batch-handled': { level: 'info', fields: ['invocation', 'records', 'failed', 'setAside', 'ms'] },
  'record-failed': { level: 'warn', fields: ['requestId', 'subject', 'sequenceNumber', 'problem', 'name', 'at'] },
  'record-set-aside': { level: 'error', fields: ['requestId', 'subject', 'sequenceNumber', 'name', 'at'] },
} as const;

export type LogEvent = keyof typeof LOG_EVENTS;
type FieldOf<E extends LogEvent> = (typeof LOG_EVENTS)[E]['fields'][number];
type LogValue = string | number | boolean | readonly string[] | undefined;

export type Log = <E extends LogEvent>(event: E, fields: { readonly [F in FieldOf<E>]?: LogValue }) => void;

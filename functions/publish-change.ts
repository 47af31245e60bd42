import { streamHandler } from '../lib/http/stream.ts';
import { scoreChange } from '../lib/store/images.ts';
import { publishChange } from '../lib/usecases/publish-change.ts';
import { connect } from './dependencies.ts';

const { telemetry, means } = connect();

/** Subjects stream, SCORE items: a changed score becomes a decision record. */
export const handler = streamHandler({
  telemetry,
  store: means.store,
  handle: async (record) => {
    const change = scoreChange(record);
    if (change === undefined) return;
    const done = await publishChange(means, change);
    const subject = telemetry.nameOf(change.subjectId);
    if (done === 'erased') telemetry.log('erasure-finished', { subject });
    if (done !== 'recorded' || 'erased' in change.after) return;
    telemetry.log('decision-recorded', { requestId: change.after.requestId, subject });
    telemetry.count('DecisionRecorded');
  },
});

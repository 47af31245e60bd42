import { readConfig } from '../lib/config.ts';
import { streamHandler } from '../lib/http/stream.ts';
import { changedAt, scoreChange } from '../lib/store/images.ts';
import { tellOfScore } from '../lib/usecases/deliveries/tell.ts';
import { publishChange } from '../lib/usecases/publish-change.ts';
import { connectMeans } from './dependencies.ts';
import { connectNotifying } from './notifying.ts';

const config = readConfig();
const { telemetry, means, client } = connectMeans(config);
const telling = { ...connectNotifying(config, client), store: means.store };

/** Subjects stream, SCORE items: a changed score becomes a decision record, and whoever may know is told. */
export const handler = streamHandler({
  telemetry,
  store: means.store,
  handle: async (record) => {
    const change = scoreChange(record);
    if (change === undefined) return;
    const done = await publishChange(means, change);
    const { subjectId, after } = change;
    const subject = telemetry.nameOf(subjectId);
    if (done === 'erased') telemetry.log('erasure-finished', { subject });
    if (done !== 'recorded' || 'erased' in after) return;
    await tellOfScore(telling, { subjectId, after, occurredAt: changedAt(record) });
    telemetry.log('decision-recorded', { requestId: after.requestId, subject });
    telemetry.count('DecisionRecorded');
  },
});

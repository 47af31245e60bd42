import { streamHandler } from '../lib/http/stream.ts';
import { tellTransition } from '../lib/http/tell-transition.ts';
import { profileChange } from '../lib/store/images.ts';
import { scoreOnChange } from '../lib/usecases/score-on-change.ts';
import { connect } from './dependencies.ts';

const { today, telemetry, ...dependencies } = connect();

/** Subjects stream, PROFILE items: a changed profile is scored. */
export const handler = streamHandler({
  telemetry,
  store: dependencies.store,
  handle: async (record) => {
    const change = profileChange(record);
    if (change === undefined) return;
    const transition = await scoreOnChange(dependencies, change, today());
    tellTransition(telemetry, transition, { subjectId: change.subjectId, requestId: change.after.requestId });
  },
});

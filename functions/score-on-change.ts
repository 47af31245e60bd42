import { readConfig } from '../lib/config.ts';
import { streamHandler } from '../lib/http/stream.ts';
import { tellTransition } from '../lib/http/tell-transition.ts';
import { isOfFormerActivation } from '../lib/scoring/transition.ts';
import { profileChange } from '../lib/store/images.ts';
import { tellOfConsents } from '../lib/usecases/deliveries/tell.ts';
import type { Dependencies } from '../lib/usecases/dependencies.ts';
import { scoreOnChange } from '../lib/usecases/score-on-change.ts';
import { connectMeans } from './dependencies.ts';
import { connectNotifying } from './notifying.ts';
import { withScoring } from './scoring.ts';

const config = readConfig();
const { today, telemetry, store, client, byActiveCard } = withScoring(config, connectMeans(config));
const telling = connectNotifying(config, client);

/** Subjects stream, PROFILE items: a changed profile is scored, and a partner told whose consent was withdrawn. */
export const handler = streamHandler({
  telemetry,
  store,
  handle: async (record) => {
    const change = profileChange(record);
    if (change === undefined) return;
    await tellOfConsents(telling, change);
    const score = (dependencies: Dependencies) => scoreOnChange(dependencies, change, today());
    const transition = await byActiveCard(score, isOfFormerActivation);
    tellTransition(telemetry, transition, { subjectId: change.subjectId, requestId: change.after.requestId });
  },
});

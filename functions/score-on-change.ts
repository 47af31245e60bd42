import { streamHandler } from '../lib/http/stream.ts';
import { tellTransition } from '../lib/http/tell-transition.ts';
import { isOfFormerActivation } from '../lib/scoring/transition.ts';
import { profileChange } from '../lib/store/images.ts';
import type { Dependencies } from '../lib/usecases/dependencies.ts';
import { scoreOnChange } from '../lib/usecases/score-on-change.ts';
import { connectScoring } from './scoring.ts';

const { today, telemetry, store, byActiveCard } = connectScoring();

/** Subjects stream, PROFILE items: a changed profile is scored. */
export const handler = streamHandler({
  telemetry,
  store,
  handle: async (record) => {
    const change = profileChange(record);
    if (change === undefined) return;
    const score = (dependencies: Dependencies) => scoreOnChange(dependencies, change, today());
    const transition = await byActiveCard(score, isOfFormerActivation);
    tellTransition(telemetry, transition, { subjectId: change.subjectId, requestId: change.after.requestId });
  },
});

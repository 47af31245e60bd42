import { streamHandler } from '../lib/http/stream.ts';
import { profileChange } from '../lib/store/images.ts';
import { scoreOnChange } from '../lib/usecases/score-on-change.ts';
import { connect } from './dependencies.ts';

const { today, ...dependencies } = connect();

/** Subjects stream, PROFILE items: a changed profile is scored. */
export const handler = streamHandler(async (record) => {
  const change = profileChange(record);
  if (change !== undefined) await scoreOnChange(dependencies, change, today());
});

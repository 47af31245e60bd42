import { streamHandler } from '../lib/http/stream.ts';
import { scoreChange } from '../lib/store/images.ts';
import { publishChange } from '../lib/usecases/publish-change.ts';
import { connect } from './dependencies.ts';

const dependencies = connect();

/** Subjects stream, SCORE items: a changed score becomes a decision record. */
export const handler = streamHandler(async (record) => {
  const change = scoreChange(record);
  if (change !== undefined) await publishChange(dependencies, change);
});

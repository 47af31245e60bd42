import { dynamodbBatches } from '../../lib/store/dynamodb.ts';
import { shuffledEvents } from './shuffled-events.ts';
import type { Trial } from './trials.ts';

const EVENTS_A_PERSON = 40;

/** Half as many events as the trial has people, in any order, any number of times. */
export const events: Trial = ({ client, tables, store, dice }, people) => {
  const count = Math.ceil(people / 2);
  const batches = dynamodbBatches(client, tables);
  return shuffledEvents({ store, batches, dice }, { events: count, people: Math.ceil(count / EVENTS_A_PERSON) });
};

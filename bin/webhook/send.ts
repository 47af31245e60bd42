import { EXIT } from '../exit-codes.ts';
import { help } from '../help/webhook.ts';
import { answerInWords } from './in-words.ts';
import { readSendArguments } from './send-options.ts';
import { type Answer, connectAs, type Result } from './signed-api.ts';

const WAIT_MS = 1000;
const MOST_WAITS = 120;

export async function run(args: string[]): Promise<void> {
  const { url, partnerId, secret, body, json } = readSendArguments(args, help.usage[0]);
  const partner = connectAs({ url, partnerId, secret });
  const answer = await whenDone(await partner.send(body), partner.readBatch);
  console.log(json ? JSON.stringify(answer) : answerInWords(answer));
  if (answer.results?.every(isTaken) !== true) process.exitCode = EXIT.partly;
}

function isTaken({ result }: Result): boolean {
  return result !== 'refused';
}

/** A large batch is only taken in at first; its results come later. */
async function whenDone(first: Answer, readBatch: (batchId: string) => Promise<Answer>): Promise<Answer> {
  let answer = first;
  for (let n = 0; n < MOST_WAITS && answer.results === undefined && answer.batchId !== undefined; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    answer = await readBatch(answer.batchId);
  }
  return answer;
}

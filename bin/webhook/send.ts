import { answerInWords } from './in-words.ts';
import { readSendArguments } from './send-options.ts';
import { type Answer, connectAs, type Result } from './signed-api.ts';

export const usage = `tahini webhook send URL --partner ID --type TYPE --subject ID [--data JSON] [--at TIME]
tahini webhook send URL --partner ID --file events.json
  signs events as the partner does, sends them to the API at URL, and tells what became of each
  --secret whsec_…  the partner's secret; better in TAHINI_WEBHOOK_SECRET, out of the shell's history
  --type, --subject, --data, --at
                    one event: of what type, about whom, what it says ({}), and when it occurred (now)
  --file FILE       one event, or {"events": [...]}; sent byte for byte
  --json            the answer as one JSON document on stdout
A large batch is waited for. Exit code 3: some event was refused, or the batch was not done within two minutes.`;

const NOT_ALL = 3;
const WAIT_MS = 1000;
const MOST_WAITS = 120;

export async function run(args: string[]): Promise<void> {
  const { url, partnerId, secret, body, json } = readSendArguments(args, usage);
  const partner = connectAs({ url, partnerId, secret });
  const answer = await whenDone(await partner.send(body), partner.readBatch);
  console.log(json ? JSON.stringify(answer) : answerInWords(answer));
  if (answer.results?.every(isTaken) !== true) process.exitCode = NOT_ALL;
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

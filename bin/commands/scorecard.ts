import { writeFileSync } from 'node:fs';
import { Problem } from '../../local/problem.ts';
import { type Answers, adminApi, type Call, developmentToken } from '../scorecard/api.ts';
import { type Active, cardInWords, type Entry, listInWords } from '../scorecard/in-words.ts';
import { readArguments, type ScorecardArguments } from '../scorecard/options.ts';
import { dictionaryBeside, readDocument } from '../scoring/artefacts.ts';

export const usage = `tahini scorecard list
tahini scorecard show ID --version V [--out card.json]
tahini scorecard import --card card.json --signed-off-by WHO [--dictionary dictionary.json]
tahini scorecard activate ID --version V --force --reason TEXT
  --out FILE        writes the card there, and its dictionary beside it
  --force           without a finished dry run of the card (tahini rescore --dry-run); needs a reason, which is kept
  --api URL         where the API is (http://127.0.0.1:3000); one that is not on this machine needs --token
  --token T         an administrator's token (else the development issuer of --state makes one)
  --json            one JSON document on stdout
To undo an activation, activate the former card again: it gets a new number.`;

export const summary = 'register scorecards in a running service and activate them: list | show | import | activate';

export async function run(args: string[]): Promise<void> {
  const options = readArguments(args, usage);
  const call = adminApi(options.api, options.token ?? (await developmentToken(options.state)));
  const { answer, words } = await perform(call, options);
  console.log(options.json ? JSON.stringify(answer) : words);
}

async function perform(call: Call, options: ScorecardArguments): Promise<{ answer: unknown; words: string }> {
  if (options.action === 'list') return list(call);
  if (options.action === 'show') return show(call, options);
  if (options.action === 'import') {
    const document = readDocument(options.cardFile, options.dictionaryFile);
    const answer = await call('POST', '/v1/scorecards', { ...document, signedOffBy: options.signedOffBy });
    return { answer, words: `registered ${answer.id} ${answer.version}, content ${answer.hash}` };
  }
  const { id, version, force, reason } = options;
  const answer = await call('POST', `/v1/scorecards/${encodeURIComponent(id)}/activate`, { version, force, reason });
  const follow = answer.reason === undefined ? 'it was already' : 'functions follow within a minute';
  return { answer, words: `active: ${answer.id} ${answer.version}, activation ${answer.activationSeq}; ${follow}` };
}

async function list(call: Call) {
  const scorecards: Entry[] = [];
  let next: unknown;
  let answer: Answers;
  do {
    answer = await call('GET', `/v1/scorecards?limit=100${next ? `&next=${encodeURIComponent(String(next))}` : ''}`);
    scorecards.push(...(answer.scorecards as Entry[]));
    next = answer.next;
  } while (next !== undefined);
  return { answer: { active: answer.active, scorecards }, words: listInWords(answer.active as Active, scorecards) };
}

async function show(call: Call, { id, version, out }: { id: string; version: string; out: string | undefined }) {
  const path = `/v1/scorecards/${encodeURIComponent(id)}?version=${encodeURIComponent(version)}`;
  const answer = await call('GET', path);
  if (out !== undefined) {
    writeJson(out, answer.scorecard);
    writeJson(dictionaryBeside(out), answer.dictionary);
  }
  return { answer, words: cardInWords(answer as unknown as Entry) };
}

function writeJson(file: string, json: unknown): void {
  try {
    writeFileSync(file, `${JSON.stringify(json, undefined, 2)}\n`);
  } catch {
    throw new Problem(`${file} cannot be written`, 'name another file with --out');
  }
}

import { help } from '../help/scorecard.ts';
import { printable } from '../printable.ts';
import { type Answers, adminApi, type Call, developmentToken } from '../scorecard/api.ts';
import { type Active, cardInWords, type Entry, listInWords } from '../scorecard/in-words.ts';
import { readArguments, type ScorecardArguments } from '../scorecard/options.ts';
import { CallProblem } from '../scorecard/refusal.ts';
import { dictionaryBeside, readDocument } from '../scoring/artefacts.ts';
import { refuseUnwritable } from '../training/artefact-files.ts';
import { writeWhole } from '../whole-file.ts';

export async function run(args: string[]): Promise<void> {
  const options = readArguments(args, help.usage);
  const call = adminApi(options.api, options.token ?? (await developmentToken(options.state)));
  const { answer, words } = await perform(call, options);
  console.log(options.json ? JSON.stringify(answer) : printable(words));
}

async function perform(call: Call, options: ScorecardArguments): Promise<{ answer: unknown; words: string }> {
  if (options.action === 'list') return list(call);
  if (options.action === 'show') return show(call, options);
  if (options.action === 'import') {
    const document = readDocument(options.cardFile, options.dictionaryFile);
    const registration = { ...document, signedOffBy: options.signedOffBy };
    const answer = await call('POST', '/v1/scorecards', registration, ['id', 'version', 'hash']);
    return { answer, words: `registered ${answer.id} ${answer.version}, content ${answer.hash}` };
  }
  const { id, version, force, reason } = options;
  const path = `/v1/scorecards/${encodeURIComponent(id)}/activate`;
  const answer = await call('POST', path, { version, force, reason }, ['id', 'version', 'activationSeq']);
  const follow = answer.reason === undefined ? 'it was already' : 'functions follow within a minute';
  return { answer, words: `active: ${answer.id} ${answer.version}, activation ${answer.activationSeq}; ${follow}` };
}

async function list(call: Call) {
  const scorecards: Entry[] = [];
  let next: unknown;
  let answer: Answers;
  do {
    const path = `/v1/scorecards?limit=100${next ? `&next=${encodeURIComponent(String(next))}` : ''}`;
    answer = await call('GET', path, undefined, ['active', 'scorecards']);
    if (!Array.isArray(answer.scorecards))
      throw new CallProblem('what answers has no list of scorecards', 'check --api');
    scorecards.push(...(answer.scorecards as Entry[]));
    next = answer.next;
  } while (next !== undefined);
  return { answer: { active: answer.active, scorecards }, words: listInWords(answer.active as Active, scorecards) };
}

async function show(call: Call, { id, version, out }: { id: string; version: string; out: string | undefined }) {
  if (out !== undefined) refuseUnwritable('--out', out, dictionaryBeside(out));
  const path = `/v1/scorecards/${encodeURIComponent(id)}?version=${encodeURIComponent(version)}`;
  const answer = await call('GET', path, undefined, ['scorecard', 'dictionary', 'madeFor', 'activations']);
  if (out !== undefined) {
    const text = (json: unknown) => `${JSON.stringify(json, undefined, 2)}\n`;
    writeWhole({ [dictionaryBeside(out)]: text(answer.dictionary), [out]: text(answer.scorecard) });
  }
  return { answer, words: cardInWords(answer as unknown as Entry) };
}

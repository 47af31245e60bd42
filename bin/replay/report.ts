import type { Handled } from './replay.ts';

/** What is said of a document: nothing of whom it is about. */
export function factsOf({ name, outcome, why, document }: Handled) {
  return {
    name: printable(name),
    outcome,
    ...(why !== undefined && { why }),
    ...(document && {
      function: document.functionName,
      time: document.at.toISOString(),
      condition: document.condition,
      records: document.records.length,
      first: document.records[0]?.dynamodb.SequenceNumber,
      last: document.records.at(-1)?.dynamodb.SequenceNumber,
    }),
  };
}

export function lineOf(handled: Handled): string {
  const { name, outcome, why, function: functionName, time, condition, records, first, last } = factsOf(handled);
  const about = functionName && `${functionName}, ${time}, ${condition}, ${records} record(s) ${first} to ${last}`;
  const what = outcome === 'set-aside' ? 'set aside again' : outcome;
  return [`${what} ${name}`, about, why].filter(Boolean).join(': ');
}

export function summaryOf(documents: readonly Handled[]) {
  const count = (outcome: Handled['outcome']) => documents.filter((each) => each.outcome === outcome).length;
  const [listed, replayed, setAside] = [count('listed'), count('replayed'), count('set-aside')];
  return { listed, replayed, setAside, failed: count('failed'), refused: count('refused') };
}

type Sums = ReturnType<typeof summaryOf>;

export function inWords({ listed, replayed, setAside, failed, refused }: Sums, dryRun: boolean): string {
  if (dryRun) return `${listed} document(s) could be replayed, ${refused} could not`;
  return `${replayed} document(s) replayed, ${failed} failed again, ${refused} refused, ${setAside} set aside again`;
}

/** Whoever writes into a bucket chooses the names in it. */
function printable(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]/g, '?');
}

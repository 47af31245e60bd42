import { trainingReport } from '../../bin/report/training-report.ts';
import { validationReport } from '../../bin/report/validation-report.ts';
import { type FileValidation, validateFile } from '../../bin/scoring/validate-file.ts';
import { crossValidate } from '../../bin/training/cross-validate.ts';
import { learnCard } from '../../bin/training/learn-card.ts';
import { prepareTraining } from '../../bin/training/prepare.ts';
import { NO_SPEC } from '../../bin/training/spec.ts';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { temporaryDirectory } from '../support/local.ts';
import { write } from './import-support.ts';
import { training } from './training-support.ts';

/** Texts that have done harm somewhere. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "=cmd|' /C calc'!A0",
  "' onmouseover='alert(1)",
  '</style><script>1</script>',
  '</title></svg><a href="javascript:1">',
  '\u202eevil\u2066\u200f',
  '<!--',
  ']]>&lt;&#x3c;',
  '\u0000\u0007\ud800',
  'x'.repeat(10_000),
];

/** People whose goods earn more; the names of the columns and of the homes are as given. */
export function people(count: number, home = ['own', 'rent'], names = ['income', 'housing', 'sex']): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = Array.from({ length: count }, (_, i) => {
    const income = (i * 7919) % 300;
    const bad = (i * 104_729) % 1000 < 600 - 1.6 * income ? 1 : 0;
    const housing = home[(i * 31) % 100 < (bad ? 30 : 60) ? 0 : 1]!;
    return `${bad},${i % 11 === 0 ? '' : income},${cell(housing)},${cell(i % 3 === 0 ? 'm' : home[0]!)}`;
  });
  return `bad,${names.map(cell).join(',')}\n${rows.join('\n')}\n`;
}

export async function learned(content: string, aside = ['sex'], benchmark = false) {
  const data = await training(content);
  const prepared = prepareTraining(data, NO_SPEC, { protected: aside, allowAge: false, benchmark });
  const options = { fit: 'woe', bins: 10, pairs: 0, seed: 1 } as const;
  const made = crossValidate(
    learnCard(data, prepared, options, { id: 'shop', version: '1', title: 'Shop' }, benchmark),
    prepared,
  );
  const card = loadScorecard(made.card, loadDictionary(made.dictionary));
  const { crossValidated } = made;
  return { card, crossValidated, html: trainingReport(made, prepared, data, 'bad') };
}

export async function judged(card: Scorecard, content: string, aside = ['sex'], other?: Scorecard) {
  const found: FileValidation = await validateFile({
    card,
    data: write(temporaryDirectory(), 'people.csv', content),
    target: 'bad',
    weights: undefined,
    other,
    protected: aside,
    cutOff: undefined,
    asOf: 20_000,
    mapping: undefined,
    absent: [],
    consents: [],
    strict: false,
    delimiter: ',',
  });
  return { found, html: validationReport(card, found) };
}

/**
 * The elements of a page with the names of their attributes, as a browser would see them: whatever a text of the data
 * had opened or closed would be among them. Throws where the markup is not of the strict kind that the report writes.
 */
export function elementsOf(page: string): string[] {
  const head = page.replace(/<style>[^<]*<\/style>/, '<style></style>');
  const found: string[] = [];
  const tag = /<(!?\/?[a-z][a-z0-9]*)((?:\s+[a-z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)\s*\/?>/y;
  for (let at = 0; at < head.length; ) {
    const next = head.indexOf('<', at);
    const text = head.slice(at, next < 0 ? undefined : next);
    if (text.includes('>')) throw new Error(`raw text: ${text.slice(0, 80)}`);
    if (next < 0) break;
    tag.lastIndex = next;
    const match = tag.exec(head);
    if (match === null) throw new Error(`no tag: ${head.slice(next, next + 80)}`);
    found.push(match[1]! + match[2]!.replaceAll(/="[^"]*"/g, ''));
    at = tag.lastIndex;
  }
  return found;
}

/** What is read on the page, without marks and double spaces. */
export function textOf(page: string): string {
  const body = page.slice(page.indexOf('<body>'));
  return body
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

import type { ColumnReader } from './column-reader.ts';
import type { Decided } from './decide.ts';

/** What was decided without being asked, in a few lines, so that nobody has to guess what was guessed. */
export function notesOn(decided: readonly [ColumnReader, Decided][]): string[] {
  const coded = decided.filter(([, it]) => it.column !== undefined && it.coded).map(([{ name }]) => name);
  const zeros = decided.filter(([, it]) => it.column !== undefined && it.leadingZeros).map(([{ name }]) => name);
  const mixed = decided.filter(([, it]) => it.column !== undefined && it.mixed).map(([{ name }]) => name);
  const missing = decided.flatMap(([reader, it]) => missingNote(reader, it));
  return [
    ...(missing.length > 0 ? [`read as missing: ${missing.join('; ')}`] : []),
    ...(coded.length > 0
      ? [
          `few whole numbers, read as numbers: ${coded.join(', ')}; where they are codes, say "type": "category" in the spec`,
        ]
      : []),
    ...(mixed.length > 0
      ? [
          `numbers and texts, read as categories: ${mixed.join(', ')}; a text that means 'not known' belongs under missing in the spec`,
        ]
      : []),
    ...(zeros.length > 0 ? [`digits with leading zeros, read as categories: ${zeros.join(', ')}`] : []),
  ];
}

/** Empty cells go without saying. */
function missingNote({ name, missingTexts, given }: ColumnReader, { column }: Decided): string[] {
  const labels = column?.kind === 'category' ? column.labels : [];
  const texts = [...missingTexts].filter(([text]) => text !== '' && !labels.includes(text));
  if (texts.length === 0 || column === undefined || given !== undefined) return [];
  return [`${texts.map(([text, count]) => `${JSON.stringify(text)} (${count})`).join(', ')} in ${name}`];
}

type Json = Record<string, unknown>;
/** What is wrong with the chosen files, by the name of its text; `file` is the one that it is about. */
export type Unfit = { wrong: 'notJson'; file: string } | { wrong: 'noCard' | 'twoCards' };
export type Chosen = { scorecard: Json; dictionary: Json | undefined } | Unfit;

/** A card and its dictionary out of the files that somebody chose, whatever their names; whether they are right is for the API to say. */
export async function readFiles(files: readonly File[]): Promise<Chosen> {
  const found: Json[] = [];
  for (const file of files) {
    const json = parsed(await file.text());
    if (json === undefined) return { wrong: 'notJson', file: file.name };
    found.push(...(isObject(json.scorecard) ? [json.scorecard, json.dictionary].filter(isObject) : [json]));
  }
  const dictionaries = found.filter((json) => 'facts' in json);
  const cards = found.filter((json) => !('facts' in json) && ('characteristics' in json || 'scale' in json));
  if (cards.length === 0) return { wrong: 'noCard' };
  if (cards.length > 1 || dictionaries.length > 1) return { wrong: 'twoCards' };
  return { scorecard: cards[0]!, dictionary: dictionaries[0] };
}

/** The hash of the dictionary that a card says it is made for. */
export function dictionaryHashOf({ dictionary }: Json): unknown {
  return isObject(dictionary) ? dictionary.hash : undefined;
}

function parsed(text: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

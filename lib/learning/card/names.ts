/** A fact's name (camelCase, at most 64 characters) for each column, no two alike and none of those that are taken. */
export function factNames(columns: readonly string[], taken: readonly string[] = []): Map<string, string> {
  const names = new Map<string, string>();
  const used = new Set(taken);
  for (const column of columns) {
    const plain = camelCase(column);
    let name = plain;
    for (let n = 2; used.has(name); n += 1) name = `${plain.slice(0, 60)}X${n}`;
    used.add(name);
    names.set(column, name);
  }
  return names;
}

function camelCase(column: string): string {
  const words = column.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words
    .map((word, i) => (i === 0 ? lowered(word) : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  return (/^[a-z]/.test(joined) ? joined : `x${joined}`).slice(0, 64);
}

/** `DebtRatio` becomes `debtRatio`, `LIMIT` and `BILL2` become lower case. */
function lowered(word: string): string {
  return /[a-z]/.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word.toLowerCase();
}

/** Upper case with underscores, as reason codes are written. */
export function reasonCode(fact: string): string {
  const code = fact.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
  return code.length < 2 ? `${code}_` : code.slice(0, 40);
}

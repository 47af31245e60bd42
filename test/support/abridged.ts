/** A page may show only the head of a list; the rest of it is taken from the answer, which then has to match the whole. */
export function abridged(shown: unknown, answer: unknown): unknown {
  if (Array.isArray(shown)) {
    const rest: unknown[] = Array.isArray(answer) ? answer : [];
    return [...shown.map((entry, i) => abridged(entry, rest[i])), ...rest.slice(shown.length)];
  }
  if (shown === null || typeof shown !== 'object') return shown;
  const members: Record<string, unknown> = typeof answer === 'object' && answer !== null ? { ...answer } : {};
  return Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, abridged(value, members[key])]));
}

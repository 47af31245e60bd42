const WIDTH = 120;

/** JSON for people: what fits on a line stays on one, and a long row of plain values fills its lines. */
export function readableJson(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ');
  if (indent.length + flat.length <= WIDTH || value === null || typeof value !== 'object') return flat;
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const members = Object.entries(value).map(([key, member]) =>
    isList ? readableJson(member, inner) : `${JSON.stringify(key)}: ${readableJson(member, inner)}`,
  );
  const plain = Object.values(value).every((member) => member === null || typeof member !== 'object');
  const lines = plain ? filled(members, WIDTH - inner.length) : members;
  const [open, close] = isList ? '[]' : '{}';
  return `${open}\n${lines.map((line) => inner + line).join(',\n')}\n${indent}${close}`;
}

function filled(members: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const member of members) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + member.length + 3 <= width) lines[lines.length - 1] = `${last}, ${member}`;
    else lines.push(member);
  }
  return lines;
}

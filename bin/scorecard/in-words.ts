/** A registered card, as GET /v1/scorecards tells of it. */
export interface Entry {
  id: string;
  version: string;
  hash: string;
  kind: string;
  title: string;
  madeFor: { id: string; version: string };
  signedOffBy: string;
  /** Absent for the deployment's own card, which nobody registered. */
  registeredBy?: string;
  registeredAt?: string;
  active: boolean;
  activations: { activationSeq: number; activatedBy: string; activatedAt: string; reason: string; former: string }[];
}

export interface Active {
  id: string;
  version: string;
  hash: string;
  activationSeq: number;
  of?: string;
}

/** All cards, one a line, and which one is active. */
export function listInWords(active: Active, entries: readonly Entry[]): string {
  const from = active.of === undefined ? '' : `, the card of the ${active.of}`;
  const head = `active: ${active.id} ${active.version}${from}, activation ${active.activationSeq}`;
  const replaced = new Set(entries.flatMap(({ activations }) => activations.map(({ former }) => former)));
  const width = Math.max(0, ...entries.map(({ id, version }) => id.length + version.length + 1));
  const lines = entries.map(({ id, version, hash, signedOffBy, activations, active: is }) => {
    const numbers = activations.map(({ activationSeq }) => activationSeq).join(', ');
    // Nobody activates the deployment's own card: what replaced it tells that it was.
    const unnumbered = replaced.has(hash) ? 'active with the deployment' : 'never active';
    const was = numbers === '' ? unnumbered : `activation ${numbers}`;
    return `${is ? '*' : ' '} ${`${id} ${version}`.padEnd(width)}  ${hash.slice(0, 12)}  ${was}, signed off by ${signedOffBy}`;
  });
  return [head, ...lines].join('\n');
}

export function cardInWords(entry: Entry): string {
  const { id, version, hash, kind, title, madeFor, signedOffBy, registeredBy, registeredAt } = entry;
  return [
    `${id} ${version}, ${kind}${entry.active ? ', active' : ''}: ${title}`,
    `content ${hash}`,
    `made for the dictionary ${madeFor.id} ${madeFor.version}`,
    `signed off by ${signedOffBy}; ${registeredAt === undefined ? 'not registered' : `registered by ${registeredBy} at ${registeredAt}`}`,
    ...entry.activations.map(
      ({ activationSeq, activatedBy, activatedAt, reason }) =>
        `activation ${activationSeq} by ${activatedBy} at ${activatedAt}: ${reason}`,
    ),
  ].join('\n');
}

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
  activations: { activationSeq: number; activatedBy: string; activatedAt: string; reason: string }[];
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
  const from = active.of === undefined ? '' : ` of the ${active.of}`;
  const head = `active: ${active.id} ${active.version}, the card${from}, activation ${active.activationSeq}`;
  const width = Math.max(0, ...entries.map(({ id, version }) => id.length + version.length + 1));
  const lines = entries.map(({ id, version, hash, signedOffBy, activations, active: is }) => {
    const numbers = activations.map(({ activationSeq }) => activationSeq).join(', ');
    const was = numbers === '' ? 'never active' : `activation ${numbers}`;
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

import type { ScorecardReply, ScorecardsReply } from '../../../lib/schemas/api/replies/scorecards.ts';
import { api } from '../api/api.ts';
import type { Result } from '../api/result.ts';
import { type Query, useQuery } from '../api/use-query.ts';

/** A card without its artefacts. The deployment's own may not be registered. */
export type Entry = Omit<ScorecardReply, 'scorecard' | 'dictionary'>;

export interface Cards {
  active: ScorecardsReply['active'];
  /** The active one first, then by id and version. */
  entries: readonly Entry[];
}

export function useCards(): Query<Cards> {
  return useQuery('scorecards', readAll);
}

async function readAll(): Promise<Result<Cards>> {
  const registered: Entry[] = [];
  for (let next: string | undefined; ; ) {
    const page = await api.listScorecards({ limit: 100, next });
    if (!page.ok) return page;
    registered.push(...page.data.scorecards);
    next = page.data.next;
    if (next === undefined) return withActive(page.data.active, registered);
  }
}

/** The card of the deployment is active without being registered. */
async function withActive(active: Cards['active'], registered: Entry[]): Promise<Result<Cards>> {
  const rest = registered.filter((entry) => !entry.active);
  const known = registered.find((entry) => entry.active);
  if (known !== undefined) return { ok: true, data: { active, entries: [known, ...rest] } };
  const own = await api.getScorecard({ id: active.id, version: active.version });
  if (!own.ok) return own;
  return { ok: true, data: { active, entries: [withoutArtefacts(own.data), ...rest] } };
}

function withoutArtefacts({ scorecard: _card, dictionary: _dictionary, ...entry }: ScorecardReply): Entry {
  return entry;
}

/** The activation by which the active card is active; undefined for the deployment's own. */
export function currentActivation({ activations, active }: Entry): Entry['activations'][number] | undefined {
  return active ? activations[0] : undefined;
}

/** What the active card replaced: activating it again undoes the activation. */
export function formerOf({ entries }: Cards): Entry | undefined {
  const active = entries.find((entry) => entry.active);
  const former = active && currentActivation(active)?.former;
  return entries.find(({ hash }) => hash === former);
}

/** Another card followed it: so it was active, with the deployment where no activation of its own tells that. */
export function wasReplaced({ hash }: Entry, { entries }: Cards): boolean {
  return entries.some(({ activations }) => activations.some(({ former }) => former === hash));
}

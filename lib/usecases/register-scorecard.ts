import { ArtefactError, TahiniError } from '../errors.ts';
import {
  type CardDocument,
  CardVersion,
  DictionaryName,
  type RegisteredCard,
  type Registry,
  Title,
} from '../schemas/registry.ts';
import { sprawlProblems } from '../scorecards/document.ts';
import { loadDictionary, loadServedScorecard } from '../scorecards/load.ts';
import type { Scorecard } from '../scoring/model.ts';
import { refusedCard } from './refused-card.ts';

/** Who signed off the card that is active without an activation. */
export const OF_DEPLOYMENT = 'the deployment';

export interface RegisterRequest {
  document: CardDocument;
  signedOffBy: string;
  /** The `sub` of the caller's token. */
  by: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** Registers a card with its dictionary, for ever. The same content again is the same registration, whoever sends it. */
export async function registerScorecard(
  registry: Pick<Registry, 'readCard' | 'putCard'>,
  { document, signedOffBy, by, now }: RegisterRequest,
): Promise<{ registered: RegisteredCard; isNew: boolean }> {
  const { id, version, hash, dictionary, file } = checked(document);
  const entry: RegisteredCard = {
    id,
    version,
    hash,
    kind: file.kind,
    title: file.title,
    dictionary: { id: dictionary.id, version: dictionary.version, hash: dictionary.hash },
    signedOffBy,
    registeredBy: by,
    registeredAt: now,
  };
  const known = await registry.readCard(id, version);
  if (known === undefined && (await registry.putCard(entry, document))) return { registered: entry, isNew: true };
  const registered = known ?? (await registry.readCard(id, version));
  if (registered?.hash === hash) return { registered, isNew: false };
  throw new TahiniError('scorecard-taken', `${id} ${version} is registered with other content.`, {
    violations: [
      { pointer: '/scorecard/version', rule: 'scorecard-taken', detail: 'Give changed content a version of its own.' },
    ],
  });
}

/** By the loader that serves it, and in what the registry can keep. */
function checked(document: CardDocument): Scorecard {
  try {
    const problems = sprawlProblems(document);
    if (problems.length > 0) throw new ArtefactError('scorecard', problems);
    const card = loadServedScorecard(document.scorecard, dictionaryOf(document));
    const long = lengthProblems(card);
    if (long.length > 0) throw new ArtefactError('scorecard', long);
    return card;
  } catch (error) {
    throw refusedCard(error, document);
  }
}

/** Its paths begin with `dictionary`, as in the body. */
function dictionaryOf({ dictionary }: CardDocument) {
  try {
    return loadDictionary(dictionary);
  } catch (error) {
    if (!(error instanceof ArtefactError)) throw error;
    throw new ArtefactError(
      'data dictionary',
      error.problems.map((problem) => `dictionary.${problem}`),
    );
  }
}

function lengthProblems({ version, file, dictionary }: Scorecard): string[] {
  const named = CardVersion.safeParse(version);
  return [
    ...(named.success ? [] : [`version: ${named.error.issues[0]?.message}`]),
    ...(Title.safeParse(file.title).success ? [] : ['title: one line of at most 200 characters']),
    ...(['id', 'version'] as const)
      .filter((name) => !DictionaryName.safeParse(dictionary[name]).success)
      .map((name) => `dictionary.${name}: one line of at most 64 characters`),
  ];
}

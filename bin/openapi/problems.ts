import { isDeepStrictEqual } from 'node:util';
import type { ErrorKind } from '../../lib/errors.ts';
import { PROBLEMS, typeOf } from '../../lib/http/problems.ts';
import type { Operation } from '../../lib/schemas/api/operation.ts';
import { problemsOf } from '../../lib/schemas/api/problems.ts';

type Kind = ErrorKind | 'internal';

/** Kinds that pass by themselves: their answers say when to ask again. */
const PASSING: readonly Kind[] = ['contention', 'throttled', 'rate-limited', 'no-score-yet', 'issuer-unavailable'];

export const ALL_TYPES = [...Object.keys(PROBLEMS), 'internal'].map(typeOf);

interface Problems {
  status: number;
  kinds: readonly Kind[];
}

/** The problems of an operation by status. */
export function problemsByStatus(operation: Pick<Operation, 'access' | 'problems'>): Problems[] {
  const kinds: Kind[] = [...problemsOf(operation), 'internal'];
  const groups = Map.groupBy(kinds, statusOf);
  return [...groups]
    .map(([status, group]) => ({ status, kinds: group.toSorted() }))
    .sort((a, b) => a.status - b.status);
}

/** Answers with problems: those that several operations share, by name, the others in their place. */
export class ProblemReplies {
  readonly #uses: ReadonlyMap<string, number>;
  readonly shared: Record<string, object> = {};

  constructor(operations: readonly Pick<Operation, 'access' | 'problems'>[]) {
    const names = operations.flatMap(problemsByStatus).map(nameOf);
    this.#uses = new Map([...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length]));
  }

  of(operation: Pick<Operation, 'access' | 'problems'>): Record<string, object> {
    return Object.fromEntries(
      problemsByStatus(operation).map((problems) => [String(problems.status), this.#reply(problems)]),
    );
  }

  #reply(problems: Problems): object {
    const name = nameOf(problems);
    if ((this.#uses.get(name) ?? 0) < 2) return replyOf(problems);
    const reply = replyOf(problems);
    const known = this.shared[name];
    if (known !== undefined && !isDeepStrictEqual(known, reply))
      throw new Error(`Two sets of problems have the name ${name}`);
    this.shared[name] = reply;
    return { $ref: `#/components/responses/${name}` };
  }
}

function replyOf({ status, kinds }: Problems): object {
  const headers = {
    ...(status === 401 && { 'WWW-Authenticate': { $ref: '#/components/headers/WWW-Authenticate' } }),
    ...(kinds.some((kind) => PASSING.includes(kind)) && {
      'Retry-After': { $ref: '#/components/headers/Retry-After' },
    }),
  };
  const types = { type: 'object', properties: { type: { enum: kinds.map(typeOf) } } };
  const [first] = kinds as [Kind];
  const example = { type: typeOf(first), title: titleOf(first), status, instance: 'urn:request:JKJaXmPLvHcESHA=' };
  return {
    description: kinds.map((kind) => `\`${kind}\`: ${titleOf(kind)}`).join('\n\n'),
    ...(Object.keys(headers).length > 0 && { headers }),
    content: {
      'application/problem+json': { schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, types] }, example },
    },
  };
}

/** Such as `Unauthenticated`; of long lists the first ones, which with the status and the count tell them apart. */
function nameOf({ status, kinds }: Problems): string {
  const words = kinds.map((kind) => kind.split('-').map(capital).join(''));
  return words.length <= 3 ? words.join('Or') : `${words[0]}Or${kinds.length - 1}More${status}`;
}

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
const statusOf = (kind: Kind) => (kind === 'internal' ? 500 : PROBLEMS[kind][0]);
const titleOf = (kind: Kind) => (kind === 'internal' ? 'Something went wrong here' : PROBLEMS[kind][1]);

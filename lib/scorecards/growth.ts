import type { Fact } from '../schemas/dictionary.ts';
import type { Dictionary, Scorecard } from '../scoring/model.ts';
import { compile } from './compile.ts';
import { readyDictionary } from './ready.ts';

/**
 * Why profiles that were stored under one dictionary could not be read under another, or would mean something else: it
 * may grow, but not lose a fact, nor change what a stored statement means, how much of it is allowed, or who is protected.
 * Labels, half-lives, tolerances and tiers may change. Each problem is `fact: rule`; none = it is an extension.
 */
export function growthProblems(from: Dictionary, to: Dictionary): string[] {
  return from.names.flatMap((name, index) => {
    const next = to.facts[to.index.get(name) ?? -1];
    if (next === undefined) return [`${name}: is gone`];
    return changesOf(from.facts[index] as Fact, next).map((rule) => `${name}: ${rule}`);
  });
}

/**
 * Why no profile that was stored under the one can be scored by a card of the other: neither dictionary is an extension of
 * the other, and the problems are those of `growthProblems`. None = it can, by `widened`.
 */
export function apart(from: Dictionary, to: Dictionary): string[] {
  const problems = growthProblems(from, to);
  return problems.length === 0 || growthProblems(to, from).length === 0 ? [] : problems;
}

/** Names of facts that a line takes. */
const MOST_NAMED = 8;

/** Such problems with a line for each rule: `income, pay and 3 more: is gone`. */
export function inLines(problems: readonly string[]): string[] {
  const byRule = Map.groupBy(problems, (problem) => problem.slice(problem.indexOf(': ') + 2));
  return [...byRule].map(([rule, all]) => {
    const facts = all.map((problem) => problem.slice(0, problem.indexOf(': ')));
    const others = facts.length - MOST_NAMED;
    return `${facts.slice(0, MOST_NAMED).join(', ')}${others > 0 ? ` and ${others} more` : ''}: ${rule}`;
  });
}

function changesOf(from: Fact, to: Fact): string[] {
  if (from.type !== to.type) return [`type was ${from.type}, is ${to.type}`];
  const problems: string[] = [];
  const same = (name: string, was: unknown, is: unknown) => {
    if (was !== is) problems.push(`${name} was ${was}, is ${is}`);
  };
  same('dimension', from.dimension, to.dimension);
  if ('unit' in from && 'unit' in to) same('unit', from.unit, to.unit);
  if (from.type === 'months' && to.type === 'months') same('combine', from.combine, to.combine);
  if ('range' in from && 'range' in to && (to.range[0] > from.range[0] || to.range[1] < from.range[1])) {
    problems.push(`range was ${from.range.join(' to ')}, is only ${to.range.join(' to ')}`);
  }
  // In their order, for that is how stored inputs name them.
  if (from.type === 'category' && to.type === 'category' && from.categories.some((c, i) => c !== to.categories[i])) {
    problems.push('categories may be added at the end, and nothing else');
  }
  if (strictness(to) < strictness(from)) problems.push('is protected, and must stay so');
  return problems;
}

function strictness({ protected: status }: Fact): number {
  return status === true ? 2 : status === 'age' ? 1 : 0;
}

/**
 * The card over its own dictionary and all that another one adds to it, so that profiles can be read that were stored
 * under that one. Facts keep their places; the added ones come after them, and earn no points. One of the two has to be
 * an extension of the other.
 */
export function widened(card: Scorecard, other: Dictionary): Scorecard {
  const own = card.dictionary;
  const factIn = (name: string) => other.facts[other.index.get(name) ?? -1];
  const reach = own.names.map((name, i) => [name, reaching(own.facts[i] as Fact, factIn(name))] as const);
  const added = other.names.filter((name) => !own.index.has(name)).map((name) => [name, factIn(name) as Fact] as const);
  const facts = Object.fromEntries([...reach, ...added]);
  const { id, version, hash } = own;
  return compile(card.file, readyDictionary({ file: { id, version, title: version, facts }, hash }), card.hash);
}

/** A fact with the range and the categories of both, and all else its own. */
function reaching(fact: Fact, other: Fact | undefined): Fact {
  if (other === undefined) return fact;
  if (fact.type === 'category' && other.type === 'category') {
    return other.categories.length > fact.categories.length ? { ...fact, categories: other.categories } : fact;
  }
  if (!('range' in fact && 'range' in other)) return fact;
  const [[low, high], [otherLow, otherHigh]] = [fact.range, other.range];
  return { ...fact, range: [Math.min(low, otherLow), Math.max(high, otherHigh)] };
}

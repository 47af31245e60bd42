/**
 * Area under the ROC curve: the chance that a random good person's score is above a random bad one's, ties counting
 * half (Mann and Whitney, 1947). NaN without a person of either kind.
 */
export function auc(people: readonly { score: number; bad: boolean }[]): number {
  const sorted = [...people].sort((a, b) => a.score - b.score);
  let wins = 0;
  let badBelow = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    let bad = 0;
    for (; to < sorted.length && sorted[to]?.score === sorted[from]?.score; to += 1) bad += sorted[to]?.bad ? 1 : 0;
    wins += (to - from - bad) * (badBelow + bad / 2);
    badBelow += bad;
    from = to;
  }
  return wins / (badBelow * (people.length - badBelow));
}

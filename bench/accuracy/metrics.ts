/** Chance that a good has the higher score than a bad, ties counting half (Mann and Whitney). */
export function auc(score: ArrayLike<number>, bad: ArrayLike<number>): number {
  const order = ascending(score);
  let [badsBelow, goods, pairs] = [0, 0, 0];
  for (let from = 0, to = 0; from < order.length; from = to) {
    let bads = 0;
    for (; to < order.length && score[order[to]!] === score[order[from]!]; to += 1) bads += bad[order[to]!]!;
    pairs += (to - from - bads) * (badsBelow + bads / 2);
    badsBelow += bads;
    goods += to - from - bads;
  }
  return pairs / (goods * badsBelow);
}

function ascending(score: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: score.length }, (_, i) => i).sort((a, b) => score[a]! - score[b]!);
}

/** Mean of -ln(chance given to what happened). */
export function logLoss(chanceOfBad: ArrayLike<number>, bad: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < bad.length; i += 1) sum -= Math.log(bad[i] === 1 ? chanceOfBad[i]! : 1 - chanceOfBad[i]!);
  return sum / bad.length;
}

/** Kolmogorov and Smirnov: the greatest distance between the shares of goods and of bads below a score. */
export function ks(score: ArrayLike<number>, bad: ArrayLike<number>): number {
  const order = ascending(score);
  let bads = 0;
  for (let i = 0; i < bad.length; i += 1) bads += bad[i]!;
  let [b, most] = [0, 0];
  order.forEach((row, i) => {
    b += bad[row]!;
    const tied = i + 1 < order.length && score[order[i + 1]!] === score[row];
    if (!tied) most = Math.max(most, Math.abs(b / bads - (i + 1 - b) / (bad.length - bads)));
  });
  return most;
}

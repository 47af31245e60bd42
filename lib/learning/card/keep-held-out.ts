import type { ScorecardFile } from '../../schemas/scorecard.ts';
import type { HeldOutFigures } from '../../scorecards/held-out-figures.ts';
import type { Validation } from '../validation/validate.ts';

/** The card with what was found of it among people held out: whoever gets the card gets that too. */
export function keepHeldOut(card: ScorecardFile, found: Validation): ScorecardFile {
  return { ...card, provenance: { ...card.provenance, heldOut: rounded(figuresOf(found)) } };
}

function figuresOf(found: Validation): HeldOutFigures {
  const { n, badRate, auc, aucInterval, gini, ks, ksAt, brier, logLoss, calibration, cutOff } = found;
  return {
    ...{ n, badRate, auc, aucInterval, gini, ks, ksAt, brier, logLoss },
    calibration: calibration && {
      stated: calibration.stated,
      p: calibration.p,
      table: calibration.table.map(({ n, stated, happened, interval }) => ({ n, stated, happened, interval })),
    },
    bands: found.bands.map(({ band, from, n, badRate }) => ({ band, from, n, badRate })),
    cutOff: { score: cutOff.score, approved: cutOff.approved },
    fairness: found.fairness.map(({ column, groups }) => ({
      column,
      groups: groups.map(({ group, n, badRate, approved, ratio, auc, stated, few }) => {
        return { group, n, badRate, approved, ratio, auc, stated, few };
      }),
    })),
  };
}

/** To six decimals, so that a file does not tell one processor's last digits from another's; null = cannot be said. */
function rounded<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, each) => (typeof each === 'number' ? Math.round(each * 1e6) / 1e6 : each)),
  ) as T;
}

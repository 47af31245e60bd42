import type { Help } from '../help.ts';

export const help: Help = {
  summary: 'learn a scorecard from known outcomes',
  usage: ['tahini train --data train.csv --target bad --out card.json'],
  text: `  --data FILE        a CSV file: one row a person, as known on the day of the decision
  --target COLUMN    the outcome: 1 = bad, 0 = good
  --fit NAME         additive (shapes learned by boosting; what we advise), or woe (logistic regression on WOE)
  --bins B           most bins of a characteristic (10)
  --pairs P          most tables of two characteristics of one dimension together, 0 to 20; for --fit additive (0)
  --spec FILE        what is known of columns: type, missing texts, special codes, cuts, monotonicity, dimension, protected,
                     label, reason, unit, halfLifeDays, assertableBy, actionable (JSON, {"columns": {"income": {...}}})
  --delimiter C      what divides the cells (the spec's, else ,)
  --prior FILE       a card to start from, its dictionary beside it; for --fit additive. Columns are its characteristics by
                     name: their id, or their fact's name, is the column's in camelCase (or "characteristic" in the spec).
                     The column of a date holds completed months or years, as the fact's unit says; that of monthly
                     records what they come to. What the data do not have stays as the prior says
  --weights COLUMN   how many people a row stands for
  --protected a,b    columns kept for fairness tables only
  --allow-age        learn from age, never against people of 62 and over
  --benchmark        learn from every column; the service refuses such a card
  --id ID --version V --title T    of the card (the file's name, 1.0.0)
  --seed N           varies the folds of the cross-validation (1)
  --out FILE         the card; its dictionary is written beside it, FILE.dictionary.json
  --report FILE      the card and its cross-validated figures as one HTML file; the card keeps them; learns five times more
  --json             one JSON summary on stdout`,
  examples: [
    ['a card from outcomes alone', 'npx tahini train --data train.csv --target bad --out cards/learned.json'],
    [
      'from the expert card, which stays where outcomes are few; it can take its place in the service',
      'npx tahini train --data train.csv --target bad --prior lib/scorecards/expert.json --out cards/mine.json',
    ],
    [
      'with what is known of the columns, and a report to be signed',
      'npx tahini train --data train.csv --target bad --spec spec.json --report training.html --out cards/spoken.json',
    ],
  ],
};

import { BELIEFS, type BeliefName } from './cards.ts';
import { doubtedName, figureName, TRUTH } from './figures.ts';
import { APPROVED, type Outcome } from './measure.ts';
import { liesOf, percent, SCENARIOS, type Scenario, VERIFIED } from './scenarios.ts';

const NAMES = Object.keys(BELIEFS) as BeliefName[];

/** docs/objectivity.md out of the kept figures; a RangeError when one is not among them. */
export function objectivityPage(figures: Readonly<Record<string, number>>): string {
  const figure = (name: string) => {
    const value = figures[name];
    if (value === undefined) throw new RangeError(`the baseline has no figure '${name}'`);
    return value;
  };
  const sections = VERIFIED.map((verified) =>
    section(verified, figure(doubtedName(verified)), (...of) => figure(figureName(...of))),
  );
  return `${[intro(figure(TRUTH)), ...sections].join('\n\n')}\n`;
}

type Look = (scenario: Scenario, belief: BeliefName, key: keyof Outcome) => number;

function intro(truth: number): string {
  return `# Objectivity: how far lies carry

Written by \`npm run bench:objectivity -- --update\`; do not edit. German Credit (1,000 people) without sex, age and foreign-worker status.
Everybody declares every fact except the loan's duration, amount and instalment rate; a partner verifies each declared fact by chance,
whatever the outcome and the honesty; 3 % of honest declarations are mistaken. The card is learned on the training rows and scores the
test rows through \`score()\`; means of 40 splits. With everything true and verified the AUC is ${auc(truth)}.

Three ways to believe: *everything believed*; a *flat discount* of the own word; *credibility* by cross-checking, as the card's constants
have it. The cut-off approves the best ${percent(APPROVED)} of the training people as that way scores them where nobody lies; then it stays.
Where anybody lies, as many good applicants inflate as bad ones, and a lie says nothing of the outcome.`;
}

function section(verified: number, doubted: number, look: Look): string {
  const head = `| | ${NAMES.map((name) => `${name}: AUC | bads approved | goods refused`).join(' | ')} |`;
  const rule = `|---|${NAMES.map(() => '---|---|---|').join('')}`;
  const lines = SCENARIOS.filter((scenario) => scenario.verified === verified).map((scenario) => {
    const cells = NAMES.flatMap((name) => [
      auc(look(scenario, name, 'auc')),
      percentage(look(scenario, name, 'badsApproved')),
      percentage(look(scenario, name, 'goodsRefused')),
    ]);
    return `| ${liesOf(scenario)} | ${cells.join(' | ')} |`;
  });
  const mistaken = `Honest people who lose half of their credibility or more by a mistake of their own: ${percentage(doubted)}.`;
  return [`## ${percent(verified)} of the facts verified`, '', head, rule, ...lines, '', mistaken].join('\n');
}

const auc = (value: number) => value.toFixed(3).replace('0.', '.');
const percentage = (value: number) => `${(100 * value).toFixed(1)} %`;

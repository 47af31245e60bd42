/** Every page that the console has, by the name of its picture: axe, phone and screenshots go through all of them. */
export const PAGES: Readonly<Record<string, string>> = {
  people: '#/people',
  person: '#/people/sample-0001',
  'person-inflated': '#/people/sample-0002',
  'person-long-known': '#/people/long-known',
  'person-unscorable': '#/people/sample-0003',
  'person-unknown': '#/people/nobody',
  scorecards: '#/scorecards',
  'scorecard-expert': '#/scorecards/tahini-expert@1.1.0',
  'scorecard-tried': '#/scorecards/tahini-expert@2.0.0',
  'scorecard-learned': '#/scorecards/german-credit-learned@1.0.0',
  'scorecards-compared': '#/scorecards/tahini-expert@2.0.0/compare/tahini-expert@1.1.0',
  'not-found': '#/no/such/page',
};

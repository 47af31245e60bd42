import type { Help } from '../help.ts';

export const help: Help = {
  summary: 'print a token that the service on this machine believes',
  usage: [
    "tahini token --subject ID --scope 'profile:read profile:write score:read'",
    "tahini token --service --subject ID --tier partner --scope 'subjects:any profile:write'",
  ],
  text: `  --expires 2h    how long it is valid (12h)
  --state DIR     whose development issuer signs it (.tahini)
  scopes: profile:read profile:write profile:erase score:read subjects:any admin
  tiers:  platform partner bureau registry
  Prints the token and nothing else, so that it can stand in $(...); so it has no --json. Only a run with the same state
  believes it: a deployed service has an issuer of its own.`,
  examples: [
    [
      "a person's, for an app",
      "AMINA=$(npx tahini token --subject amina --scope 'profile:read profile:write score:read')",
    ],
    [
      "a partner's, who may speak of everybody",
      "SHOP=$(npx tahini token --service --subject shop --tier partner --scope 'subjects:any profile:write')",
    ],
    ["an administrator's, for a quarter of an hour", 'npx tahini token --subject operator --scope admin --expires 15m'],
  ],
};

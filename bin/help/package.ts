import type { Help } from '../help.ts';

export const help: Help = {
  summary: 'write the template of a stage, without an account',
  usage: ['tahini package [--stage NAME] [--region R] [--param name=value ...]     (npm run package -- ...)'],
  text: `  checks what a stage would be deployed with and writes its template into .serverless/; needs no account, changes nothing
  --stage NAME       dev, unless it is said
  --region R         else AWS_REGION or AWS_DEFAULT_REGION
  --param N=V        the command line's, then stages/NAME.yml's, then serverless.yml's, where all are explained
  What else is given goes to 'serverless package', which does the talking; so there is no --json.`,
  examples: [
    ['what would be deployed', 'npm run package'],
    ['the same of a stage with its parameters', 'npm run package -- --stage trial --param removal=Delete'],
  ],
};

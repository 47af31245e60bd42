import type { Help } from '../help.ts';

export const help: Help = {
  summary: 'deploy a stage to AWS',
  usage: ['tahini deploy --stage NAME [--region R] [--param name=value ...]     (npm run deploy -- --stage NAME ...)'],
  text: `  checks every parameter, builds, and deploys the stage; anything else is handed to 'serverless deploy'
  --stage NAME       such as trial or prod
  --region R         else AWS_REGION or AWS_DEFAULT_REGION; none is guessed
  --param N=V        before stages/NAME.yml, and that before serverless.yml, where all are explained
  with console=on the console's files go to their bucket once the stack stands
  a first deployment with protected tables takes two steps: made without protection, so that a failure leaves nothing;
  then protected
  'serverless deploy' does the talking; so there is no --json. Step by step: docs/deploy.md`,
  examples: [
    [
      'a stage to try, in Frankfurt',
      'npm run deploy -- --stage trial --region eu-central-1 --param tokenIssuer=https://your-issuer.example --param alarmEmail=on-call@example.com',
    ],
    ['a stage whose parameters are in stages/prod.yml', 'npm run deploy -- --stage prod --region eu-central-1'],
  ],
};

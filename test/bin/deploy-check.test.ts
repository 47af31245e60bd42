import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readArguments } from '../../bin/deploy/arguments.ts';
import { check } from '../../bin/deploy/check.ts';
import { readSettings } from '../../bin/deploy/settings.ts';
import { introduction } from '../../bin/deploy/tell.ts';
import { project } from './deploy-support.ts';

const CARD = readFileSync('lib/scorecards/expert.json', 'utf8');
const DICTIONARY = readFileSync('lib/scorecards/dictionary.json', 'utf8');
const ARN = 'arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';

const root = project({
  'cards/mine.json': CARD,
  'cards/torn.json': CARD.slice(0, 99),
  'cards/bare.json': '{"id": "bare"}',
  'cards/dictionary.json': DICTIONARY,
  'cards/longer.json': DICTIONARY.replace(/"version": *"[^"]+"/, '"version": "9.9.9"'),
});

function findings(line: string, from = root) {
  const given = readArguments(line.split(' '), {});
  return check(readSettings(from, given), given, from);
}

const GOOD = '--stage trial --region eu-central-1 --param tokenIssuer=https://issuer.example/';
const withParams = (...params: string[]) => [GOOD, ...params.map((param) => `--param ${param}`)].join(' ');

test.each([
  withParams(),
  withParams('logRetentionDays=365', 'removal=Delete', 'deletionProtection=false', 'reserveConcurrency=off'),
  withParams('domain=score.example.com', `certificateArn=${ARN}`, 'closeDefaultEndpoint=true'),
  withParams('alarmEmail=on-call@example.com', 'tokenAudience=a,b', 'logLevel=DEBUG', 'activationSeq=2'),
  withParams('scorecardFile=cards/mine.json'),
  withParams('scorecardFile=cards/mine.json', 'dictionaryFile=cards/dictionary.json'),
])('nothing is wrong with %s', (line) => {
  expect(findings(line)).toEqual({ wrong: [], missing: [] });
});

test.each([
  ['tokenissuer=https://x', /^tokenissuer: there is no such parameter; there are tokenIssuer, /],
  ['tokenKeysUrl=https://[', /^tokenKeysUrl=https:\/\/\[: /],
  ['tokenKeysUrl=http://x', /^tokenKeysUrl=http:\/\/x: should be an address that begins with https/],
  ['tokenAudience=a,,b', /^tokenAudience=a,,b: .*separated by commas/],
  ['activationSeq=x', /^activationSeq=x: .*number/],
  ['logLevel=info', /^logLevel=info: .*"DEBUG"\|"INFO"\|"WARN"\|"ERROR"/],
  ['decisionRetentionDays=-1', /^decisionRetentionDays=-1: .*>=1/],
  ['simulationsPerHour=0', /^simulationsPerHour=0: .*>=1/],
  ['reserveConcurrency=yes', /^reserveConcurrency=yes: should be one of on, off/],
  ['streamConcurrency=0', /^streamConcurrency=0: should be a whole number, at least 1/],
  ['requestConcurrency=1.5', /^requestConcurrency=1.5: should be a whole number/],
  ['readConcurrency=-1', /^readConcurrency=-1: /],
  ['eraseConcurrency=ten', /^eraseConcurrency=ten: /],
  ['throttleRate=0', /^throttleRate=0: /],
  ['throttleBurst=x', /^throttleBurst=x: /],
  ['computeRate=1e3', /^computeRate=1e3: /],
  ['computeBurst=0', /^computeBurst=0: /],
  ['removal=Keep', /^removal=Keep: should be one of RetainExceptOnCreate, Retain, Delete/],
  ['deletionProtection=off', /^deletionProtection=off: should be one of true, false/],
  ['logRetentionDays=31', /^logRetentionDays=31: should be one of 1, 3, 5, 7, 14, 30, /],
  ['alarmEmail=nobody', /^alarmEmail=nobody: should be a mail address/],
  ['domain=score.example.com', /^domain=score.example.com: needs certificateArn/],
  [`certificateArn=${ARN}`, /^certificateArn: needs domain/],
  [
    `domain=a.example --param certificateArn=${ARN.replace('central-1', 'west-1')}`,
    /is of eu-west-1, and should be of/,
  ],
  ['closeDefaultEndpoint=true', /^closeDefaultEndpoint=true: needs domain/],
  ['console=yes', /^console=yes: should be one of/],
  ['console=on --param consoleDomain=a.example', /^consoleDomain and consoleCertificateArn: one needs the other/],
  [
    `console=on --param consoleDomain=a.example --param consoleCertificateArn=${ARN}`,
    /^consoleCertificateArn=.*: should be a certificate's ARN, of us-east-1/,
  ],
  [
    'consoleDomain=a.example --param consoleCertificateArn=arn:aws:acm:us-east-1:123456789012:certificate/1-2',
    /^consoleDomain=a.example: needs console=on/,
  ],
  ['scorecardFile=cards/none.json', /^scorecardFile=cards\/none.json: there is no such file/],
  ['scorecardFile=cards/torn.json', /^scorecardFile=cards\/torn.json: is not well-formed JSON/],
  ['scorecardFile=cards/bare.json', /^scorecardFile=cards\/bare.json: scorecard is not valid/],
  ['dictionaryFile=cards/longer.json', /^dictionaryFile without a scorecardFile: scorecard is not valid/],
])('%s is refused by name, with what it may be', (param, said) => {
  expect(findings(withParams(param))).toEqual({ wrong: [expect.stringMatching(said)], missing: [] });
});

test('a scorecard that would not be packaged is refused', () => {
  expect(findings(withParams('scorecardFile=lib/scorecards/expert.json')).wrong).toEqual([
    expect.stringMatching(/should be a .json file in cards\//),
  ]);
});

test.each([
  ['Trial', /^stage Trial: should be a lower-case letter/],
  ['1st', /^stage 1st/],
  ['a-stage-of-17-char', /^stage a-stage-of-17-char/],
])('the stage %s is refused: names on AWS are made of it', (stage, said) => {
  expect(findings(GOOD.replace('trial', stage)).wrong).toEqual([expect.stringMatching(said)]);
});

test('everything is said at once', () => {
  const line = withParams('logLevel=info', 'removal=Keep').replace('trial', 'Trial').replace('eu-central-1', 'europe');
  expect(findings(line).wrong).toHaveLength(4);
});

test('nothing is deployed without a stage, a region and an issuer, nor prod without somebody who is told', () => {
  expect(findings('--verbose').missing).toEqual([
    expect.stringMatching(/--stage/),
    expect.stringMatching(/--region R, or AWS_REGION/),
    expect.stringMatching(/tokenIssuer/),
  ]);
  expect(findings(GOOD.replace('trial', 'prod')).missing).toEqual([expect.stringMatching(/alarmEmail/)]);
});

test('a stage keeps its parameters in a file of its own, and the command line goes before it', () => {
  const own =
    'tokenIssuer: https://own.example/\nalarmEmail: on-call@example.com\nactivationSeq: 7\nreserveConcurrency: off\n';
  const from = project({ 'stages/prod.yml': own });
  const given = readArguments('--stage prod --region eu-central-1 --param activationSeq=8'.split(' '), {});
  const settings = readSettings(from, given);
  expect(check(settings, given, from)).toEqual({ wrong: [], missing: [] });
  expect(settings.values).toMatchObject({ activationSeq: '8', reserveConcurrency: 'off', logRetentionDays: '90' });
  expect(settings.service.environment).toMatchObject({ TOKEN_ISSUER: 'https://own.example/', ACTIVATION_SEQ: '8' });
  const said = introduction('deploy', settings);
  expect(said).toContain('alarmEmail=on-call@example.com (stages/prod.yml)');
  expect(said).toContain('activationSeq=8 (the command line)');
});

test.each([
  ['tokenissuer: https://x', /^tokenissuer: there is no such parameter/],
  ['alarmEmail: ""', /^stages\/trial.yml: alarmEmail should have one value; leave it out/],
  ['tokenAudience: [a, b]', /^stages\/trial.yml: tokenAudience should have one value/],
  ['logLevel: loud', /^logLevel=loud: /],
])("a stage's file is held to the same rules: %s", (text, said) => {
  expect(findings(GOOD, project({ 'stages/trial.yml': text })).wrong).toEqual([expect.stringMatching(said)]);
});

test.each([
  ['prod', 'the limits of prod, reserves 675'],
  ['production', 'the limits of any stage but prod, reserves 225'],
])('whose limits a stage named %s has is said before anything is done', (stage, said) => {
  const given = readArguments(GOOD.replace('trial', stage).split(' '), {});
  expect(introduction('deploy', readSettings(root, given))).toContain(
    `deploy stage ${stage}, region eu-central-1: ${said}`,
  );
});

import { existsSync } from 'node:fs';
import { REGION } from '../../local/engines/engine.ts';
import { fieldsOf } from '../../local/service/checks.ts';
import { readYaml } from '../../local/service/resources.ts';
import { readParams, readService, type Service } from '../../local/service.ts';
import type { Arguments } from './arguments.ts';

/** What a stage would be deployed with. */
export interface Settings {
  stage: string;
  region: string;
  /** Every parameter: the command line's before the stage's file, that before serverless.yml's. */
  values: Record<string, string>;
  /** Those that are not serverless.yml's, with where they are from. */
  given: { name: string; value: string; from: string }[];
  known: string[];
  service: Service;
  /** What is wrong in the stage's file, whatever it says. */
  problems: string[];
}

const STAGE = /^[a-z][a-z0-9-]{0,15}$/;
export const STAGE_RULE = 'a lower-case letter, then at most 15 of a-z, 0-9 and -';

export function isStage(name: string): boolean {
  return STAGE.test(name);
}

/** `root` is where serverless.yml and `stages/` are. Without a stage or region it is read for one of no account. */
export function readSettings(root: string, { stage = 'dev', region = REGION, params }: Arguments): Settings {
  const file = `stages/${stage}.yml`;
  const { texts, problems } = isStage(stage) ? readStageFile(root, file) : { texts: {}, problems: [] };
  const chosen = { ...texts, ...params };
  const choices = { opt: { stage, region }, param: chosen };
  const { values, known } = readParams(`${root}/serverless.yml`, choices);
  const service = readService(`${root}/serverless.yml`, choices);
  const given = Object.entries(chosen).map(([name, value]) => {
    return { name, value, from: name in params ? 'the command line' : file };
  });
  return { stage, region, values, given, known, service, problems };
}

/** The stage's own parameters, `name: value` each, as text. There need not be such a file. */
function readStageFile(root: string, file: string): { texts: Record<string, string>; problems: string[] } {
  if (!existsSync(`${root}/${file}`)) return { texts: {}, problems: [] };
  const entries = Object.entries(fieldsOf(readYaml(`${root}/${file}`) ?? {}, file));
  const isSaid = ([, value]: [string, unknown]) => /^(string|number|boolean)$/.test(typeof value) && value !== '';
  return {
    texts: Object.fromEntries(entries.filter(isSaid).map(([name, value]) => [name, String(value)])),
    problems: entries
      .filter((entry) => !isSaid(entry))
      .map(([name]) => `${file}: ${name} should have one value; leave it out to have the default`),
  };
}

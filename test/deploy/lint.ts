import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../../bin/deploy/template.ts';

interface Finding {
  Rule: { Id: string };
  Message: string;
  Location: { Path: (string | number)[] };
}

export const lintIsInstalled = spawnSync('cfn-lint', ['--version']).status === 0;

/**
 * What cfn-lint finds wrong in these templates. Two rules are plainly wrong here, each in one place:
 * - W3005: the framework writes out dependencies that a reference implies, of functions, routes and the stage.
 * - W8003: our conditions compare a deployment's own settings, so that within one template they are constants.
 *
 * It is for a template with every setting given: without a domain, cfn-lint minds the empty certificate (E1159) of a
 * resource that is not made then.
 */
export function lint(...templates: Template[]): string[] {
  const directory = mkdtempSync(join(tmpdir(), 'tahini-lint-'));
  const files = templates.map((_, n) => join(directory, `${n}.json`));
  try {
    templates.forEach((template, n) => {
      writeFileSync(files[n]!, JSON.stringify(template));
    });
    const { stdout } = spawnSync('cfn-lint', ['--format', 'json', ...files], { encoding: 'utf8' });
    const findings: Finding[] = JSON.parse(stdout);
    return findings
      .filter((finding) => !isBesideThePoint(finding))
      .map(({ Rule, Message, Location }) => `${Rule.Id} ${Location.Path.join('/')}: ${Message}`);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function isBesideThePoint({ Rule: { Id }, Location: { Path } }: Finding): boolean {
  const [section, name = '', key] = Path.map(String);
  if (Id === 'W8003') return section === 'Conditions';
  return Id === 'W3005' && key === 'DependsOn' && /^HttpApi(Stage|Route)|LambdaFunction$/.test(name);
}

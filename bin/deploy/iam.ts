import { idOf, ofType, type Template, textOf } from './template.ts';

/** One thing that a role allows: an action on a resource, and when. In the notation of `Fn::Sub`. */
export interface Grant {
  sid: string;
  action: string;
  resource: string;
  condition: string;
}

export interface FunctionRole {
  /** As in serverless.yml. */
  name: string;
  functionId: string;
  roleId: string | undefined;
  grants: Grant[];
}

/** Every function with all that its role allows it. */
export function functionRoles(template: Template): FunctionRole[] {
  return ofType(template, 'AWS::Lambda::Function').map(([functionId, { Properties }]) => {
    const roleId = idOf(Properties.Role);
    return { name: nameOf(Properties.Handler), functionId, roleId, grants: grantsOf(template, roleId) };
  });
}

/** `build/upsert-profile.handler` is `upsert-profile`. */
function nameOf(handler: string): string {
  return handler.replace(/^.*\/|\.\w+$/g, '');
}

/** What the inline policies of a role allow. */
export function grantsOf(template: Template, roleId: string | undefined): Grant[] {
  const policies: Policy[] = template.Resources[roleId ?? '']?.Properties.Policies ?? [];
  return policies.flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow').flatMap((statement) =>
      [statement.Action].flat().flatMap((action) =>
        [statement.Resource].flat().map((resource) => ({
          sid: statement.Sid ?? '',
          action: textOf(action),
          resource: textOf(resource),
          condition: conditionText(statement.Condition),
        })),
      ),
    ),
  );
}

interface Policy {
  PolicyDocument: { Statement: Statement[] };
}

interface Statement {
  Sid?: string;
  Effect: string;
  Action: unknown;
  Resource: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

function conditionText(condition: Statement['Condition'] = {}): string {
  return Object.entries(condition)
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, value]) => `${key} ${operator} ${[value].flat().map(textOf).join(', ')}`),
    )
    .join(' and ');
}

const HEAD = `# What each function may do

Generated from the packaged template by \`npm run docs:iam\`; a test fails when it is not up to date, and another one when a role
allows more or less than its function is seen to do. Nothing else is allowed, and no function shares its role.
`;

/** docs/iam.md. */
export function iamPage(template: Template, stack: string): string {
  const tables = functionRoles(template).map(({ name, grants }) => {
    const bySid = Map.groupBy(grants, ({ sid }) => sid);
    const rows = [...bySid.values()].map((rows) => row(rows, stack));
    return `\n## ${name}\n\n| actions | on | when |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return HEAD + tables.join('');
}

function row(grants: readonly Grant[], stack: string): string {
  const each = (pick: (grant: Grant) => string) =>
    [...new Set(grants.map(pick))]
      .filter(Boolean)
      .map((text) => `\`${plain(text, stack)}\``)
      .join(', ');
  return `| ${each(({ action }) => action)} | ${each(({ resource }) => resource)} | ${each(({ condition }) => condition)} |`;
}

/** Without what is the same everywhere, and for any stage. */
function plain(text: string, stack: string): string {
  return text
    .replaceAll(/\$\{(\w+)\.Arn\}/g, '$1')
    .replaceAll(/arn:\$\{AWS::Partition\}:lambda:.*:function:/g, '')
    .replaceAll(`.\${AWS::Region}.\${AWS::URLSuffix}`, '')
    .replaceAll(/\$\{([\w.]+)\}/g, '$1')
    .replaceAll(/(ForAllValues:)?StringEquals/g, 'is')
    .replaceAll(/(ForAllValues:)?StringLike/g, 'is like')
    .replaceAll(stack, 'tahini-<stage>');
}

import { functionRoles, grantsOf } from '../../../bin/deploy/iam.ts';
import { idOf, ofType, type Template } from '../../../bin/deploy/template.ts';

/** Every role belongs to one function or schedule, allows by inline statements only, and names what it allows. */
export function checkRoles(template: Template): string[] {
  const owners = functionRoles(template).map(({ name, roleId }) => ({ name, roleId }));
  const schedules = ofType(template, 'AWS::Scheduler::Schedule').map(([name, { Properties }]) => {
    return { name, roleId: idOf(Properties.Target.RoleArn) };
  });
  const shared = [...Map.groupBy([...owners, ...schedules], ({ roleId }) => roleId)].flatMap(([roleId, users]) => {
    if (roleId === undefined) return users.map(({ name }) => `${name} has no role of this template`);
    return users.length > 1 ? [`${roleId} is shared by ${users.map(({ name }) => name).join(', ')}`] : [];
  });
  const roles = ofType(template, 'AWS::IAM::Role').map(([id]) => id);
  const used = [...owners, ...schedules].map(({ roleId }) => roleId);
  return [
    ...shared,
    ...roles.filter((id) => !used.includes(id)).map((id) => `${id} is nobody's role`),
    ...roles.flatMap((id) => checkRole(id, template)),
    ...Object.entries(template.Resources)
      .filter(([, { Type }]) => /^AWS::IAM::(?!Role$)/.test(Type))
      .map(([id]) => `${id} grants beside the roles`),
  ];
}

function checkRole(id: string, template: Template): string[] {
  const { ManagedPolicyArns, AssumeRolePolicyDocument: trust } = template.Resources[id]!.Properties;
  const trusted = JSON.stringify(trust.Statement.map(({ Principal }: { Principal: unknown }) => Principal));
  return [
    ...(ManagedPolicyArns === undefined ? [] : [`${id} has managed policies: what they allow is not to be seen here`]),
    ...(/^\[\{"Service":"(lambda|scheduler)\.amazonaws\.com"\}\]$/.test(trusted) ? [] : [`${id} trusts ${trusted}`]),
    ...grantsOf(template, id).flatMap(({ action, resource }) => [
      ...(action.includes('*') ? [`${id} allows ${action}`] : []),
      ...(isWide(resource, template) ? [`${id} allows ${action} on ${resource}`] : []),
    ]),
  ];
}

/** A `*` is allowed for the objects of a bucket of this template. (A log group's `:*` is in its Arn already.) */
function isWide(resource: string, template: Template): boolean {
  const bucket = /^\$\{(\w+)\.Arn\}\/\*$/.exec(resource)?.[1];
  if (bucket !== undefined) return template.Resources[bucket]?.Type !== 'AWS::S3::Bucket';
  return resource.includes('*');
}

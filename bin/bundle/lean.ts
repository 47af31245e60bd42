import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** What no function of ours uses of its packages, by file, and what stands in its place, or what is made of it. */
const IN_PLACE: readonly [file: RegExp, contents: string | ((source: string) => string)][] = [
  // In Lambda, and here, credentials come from the environment; SSO, profiles, web identity and EC2 metadata do not
  // occur. They are a third of the SDK, and importing node:http for them loads undici at start.
  [
    /@aws-sdk[\\/]credential-provider-node[\\/]dist-es[\\/]index\.js$/,
    "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
  ],
  // DynamoDB has no event streams. The SDK imports them by `import()`, and for that alone esbuild keeps all of
  // @smithy/core in a form out of which nothing unused can be left.
  [/@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]event-streams[\\/]index\.js$/, 'export {};'],
  // Error classes of every operation. What is not registered is an error of the service's base class, with its own name and
  // status, and by these all but one are told apart.
  [/@aws-sdk[\\/]client-(dynamodb|kms|sqs)[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/, withoutErrorClasses],
  // Of which the clients read their version.
  [/@aws-sdk[\\/]client-(dynamodb|kms|sqs)[\\/]package\.json$/, versionOnly],
  // The cache of discovered endpoints, which no command of this client asks for.
  [/@aws-sdk[\\/]endpoint-cache[\\/]dist-es[\\/]index\.js$/, 'export class EndpointCache {}'],
  // JSON Schema out of zod schemas: for documents that are made at home.
  [/[\\/]zod[\\/]v4[\\/]core[\\/]json-schema-processors\.js$/, absent('toJSONSchema', 'allProcessors')],
  [
    /[\\/]zod[\\/]v4[\\/]core[\\/]to-json-schema\.js$/,
    `${absent('initializeContext', 'process', 'processSchema', 'extractDefs', 'finalize')}
     export { maker as createToJSONSchemaMethod, maker as createStandardJSONSchemaMethod };`,
  ],
];

/** Leaves out of the packages what no function uses; `onReplaced` hears of each entry of the table that was found. */
export function lean(onReplaced: (file: RegExp) => void = () => {}): Plugin {
  return {
    name: 'lean',
    setup({ onLoad }) {
      for (const [file, contents] of IN_PLACE) {
        onLoad({ filter: file }, ({ path }) => {
          onReplaced(file);
          const made = typeof contents === 'string' ? contents : contents(readFileSync(path, 'utf8'));
          return { contents: made, loader: 'js' };
        });
      }
    },
  };
}

export const LEFT_OUT: readonly RegExp[] = IN_PLACE.map(([file]) => file);

/** Then nothing uses the classes, and esbuild leaves them out. */
function withoutErrorClasses(source: string): string {
  return source.replaceAll(/^n0_registry\.registerError\((?!ConditionalCheckFailedException\$).*\);$/gm, '');
}

function versionOnly(source: string): string {
  return `export default ${JSON.stringify({ version: JSON.parse(source).version })};`;
}

/** Exports that say where they have gone. */
function absent(...names: readonly string[]): string {
  return `const absent = () => { throw new Error('bin/bundle/lean.ts leaves this out of the functions'); };
    const maker = () => absent;
    export { ${names.map((name) => `absent as ${name}`).join(', ')} };`;
}

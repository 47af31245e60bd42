import { readFileSync } from 'node:fs';
import type { Loader, Plugin } from 'esbuild';

/** What no function of ours uses of its packages, by file, and what stands in its place. */
const IN_PLACE: readonly [file: RegExp, contents: string | ((source: string) => string), loader?: Loader][] = [
  // In Lambda, and here, credentials come from the environment; SSO, profiles, web identity and EC2 metadata do not
  // occur. They are a third of the SDK, and importing node:http for them loads undici at start.
  [
    /@aws-sdk[\\/]credential-provider-node[\\/]dist-es[\\/]index\.js$/,
    "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
  ],
  // DynamoDB has no event streams. The SDK imports them by `import()`, and for that alone esbuild keeps all of
  // @smithy/core in a form out of which nothing unused can be left.
  [/@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]event-streams[\\/]index\.js$/, 'export {};'],
  // The cache of discovered endpoints, which no command of this client asks for.
  [/@aws-sdk[\\/]endpoint-cache[\\/]dist-es[\\/]index\.js$/, 'export class EndpointCache {}'],
  // Of the clients' own package.json the version alone is asked for.
  [
    /@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/,
    (source) => JSON.stringify({ version: (JSON.parse(source) as { version: string }).version }),
    'json',
  ],
  // One error alone is told by its class, the rest by name and status: what is not registered is of the base class,
  // with its own name and status, and without the registry the classes, forty of each service, are left out.
  [/@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/, withoutErrorClasses],
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
      for (const [file, made, loader = 'js'] of IN_PLACE) {
        onLoad({ filter: file }, ({ path }) => {
          onReplaced(file);
          const contents = typeof made === 'string' ? made : made(readFileSync(path, 'utf8'));
          return { contents, loader };
        });
      }
    },
  };
}

export const LEFT_OUT: readonly RegExp[] = IN_PLACE.map(([file]) => file);

function withoutErrorClasses(source: string): string {
  return source.replaceAll(/^n0_registry\.registerError\((?!ConditionalCheckFailedException\$).*\);$/gm, '');
}

/** Exports that say where they have gone. */
function absent(...names: readonly string[]): string {
  return `const absent = () => { throw new Error('bin/bundle/lean.ts leaves this out of the functions'); };
    const maker = () => absent;
    export { ${names.map((name) => `absent as ${name}`).join(', ')} };`;
}

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { EXIT_MEANINGS } from './exit-codes.ts';
import { GROUPS, helpOf, pageOf } from './help.ts';

const INTRODUCTION = `# The command line

\`npx tahini <command>\` from the root of the project (elsewhere npm has another package of that name); \`npm start\`, \`npm run package\`, \`npm run deploy\` and \`npm run remove\` are four of
them. This page is what the commands say of themselves (\`tahini <command> --help\`), written by \`npm run docs:cli\`. A test runs every
example, or, where it would need AWS, has it read and checked as the command does before it begins.

- **Results go to stdout, all else to stderr**: notes, progress, mistakes. With \`--json\` stdout is one JSON document, and nothing when the
  command fails. \`start\`, \`token\`, \`webhook listen\`, \`package\`, \`deploy\` and \`remove\` have no \`--json\`; their help says why.
- **A mistake is told in two lines or a few more**: what is wrong, and below it what to do next. What nobody foresaw is told without its
  details, for they may quote somebody's data; \`NODE_DEBUG=tahini\` adds the stack trace.
- **Colours** are for terminals. \`NO_COLOR=1\` switches them off, \`FORCE_COLOR=1\` on, in a file too. A bar is drawn on a terminal only; in
  a log there is a line every ten seconds.
- **Ctrl-C** leaves no file half-written: it is there whole, or as it was before. What \`import\` had begun goes on when it is run again.
`;

/** docs/cli.md. */
export async function cliPage(): Promise<string> {
  const codes = EXIT_MEANINGS.map(([code, meaning]) => `| ${code} | ${meaning} |`);
  const parts = [INTRODUCTION, `## Exit codes\n\n| code | |\n|---|---|\n${codes.join('\n')}\n`];
  for (const [group, names] of Object.entries(GROUPS)) {
    parts.push(`## ${group}\n`);
    for (const name of names) {
      const page = stripVTControlCharacters(pageOf(name, await helpOf(name)));
      parts.push(`### tahini ${name}\n\n\`\`\`text\n${page}\`\`\`\n`);
    }
  }
  return parts.join('\n');
}

if (import.meta.main) {
  writeFileSync(fileURLToPath(new URL('../docs/cli.md', import.meta.url)), await cliPage());
  console.log('wrote docs/cli.md');
}

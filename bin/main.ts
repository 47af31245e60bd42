import { readFileSync } from 'node:fs';
import { type Command, UsageError } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { fail } from './fail.ts';
import { COMMANDS, general, helpOf, pageOf } from './help.ts';
import { nearest } from './nearest.ts';

const HELP = ['--help', '-h'];

/** `tahini <command> ...`: the command is the file of that name in bin/commands, what is said of it that in bin/help. */
async function main(name: string | undefined, args: string[]): Promise<void> {
  if (name === '--version') return console.log(`tahini ${version()}`);
  if (name === undefined || HELP.includes(name)) return show(await general());
  if (name === 'help') return main(args[0] ?? '--help', args[0] === undefined ? [] : ['--help']);
  if (!COMMANDS.includes(name)) throw unknown(name);
  if (args.some((arg) => HELP.includes(arg))) show(pageOf(name, await helpOf(name)));
  else await load(name).then((command) => command.run(args));
}

function show(page: string): void {
  process.stdout.write(page);
}

function load(name: string): Promise<Command> {
  return import(`./commands/${name}.ts`);
}

function unknown(name: string): UsageError {
  const meant = nearest(name, COMMANDS);
  return new UsageError(
    name.startsWith('-') ? `there is no option ${name} without a command` : `there is no command '${name}'`,
    meant === undefined ? undefined : `did you mean tahini ${meant}?`,
  );
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

// Whoever reads the output may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? (process.exitCode ?? EXIT.done) : fail(error));
});

const [command, ...args] = process.argv.slice(2);
const end = (error: unknown) => {
  // At once: what the failed command had begun need not be waited for.
  process.exit(fail(error, command !== undefined && COMMANDS.includes(command) ? command : undefined));
};
process.on('uncaughtException', end);
main(command, args).catch(end);

#!/usr/bin/env node
import { readdirSync } from 'node:fs';
import { ArtefactError } from '../lib/errors.ts';
import { Problem } from '../local/problem.ts';
import { type Command, UsageError } from './command.ts';

const HELP = ['--help', '-h'];

/** `tahini <command> ...`: every file of bin/commands is a command of that name. */
async function main([name = 'help', ...args]: string[]): Promise<void> {
  const names = readdirSync(new URL('commands/', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  if (name === 'help' || HELP.includes(name)) return printCommands(names);
  if (!names.includes(name)) throw new UsageError(`there is no command '${name}'; there are: ${names.join(', ')}`);
  const command = await load(name);
  if (args.some((arg) => HELP.includes(arg))) console.log(command.usage);
  else await command.run(args);
}

function load(name: string): Promise<Command> {
  return import(`./commands/${name}.ts`);
}

async function printCommands(names: string[]): Promise<void> {
  const width = Math.max(...names.map((name) => name.length));
  for (const name of names) console.log(`tahini ${name.padEnd(width)}  ${(await load(name)).summary}`);
}

/** Says in one line what went wrong, and answers with the exit code. */
function report(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`tahini: ${error.message}`);
    return 2;
  }
  if (error instanceof ArtefactError) {
    console.error(`tahini: ${error.message}`);
    return 1;
  }
  console.error(error instanceof Problem ? `tahini: ${error.message}: ${error.remedy}` : error);
  return 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  // At once: what the failed command had begun need not be waited for.
  process.exit(report(error));
});

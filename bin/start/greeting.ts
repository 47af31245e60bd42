import type { SampleSubject } from '../../local/sample.ts';
import type { Local } from '../../local/start-local.ts';
import { consoleLink } from './console-link.ts';

const SCOPE = 'profile:read profile:write score:read';

/** The console's link, where the API is, and three lines that work as they stand. */
export async function greeting(local: Local, people: readonly SampleSubject[]): Promise<string> {
  const person = people.find(({ reports }) => reports.some(({ tier }) => tier === 'self'));
  const lines = [
    `The console, signed in (for 12 hours; a reload asks for this link again): ${await consoleLink(local)}`,
    `tahini is ready at ${local.url} (Ctrl-C ends it); its tables are at ${local.dynamodb}`,
  ];
  if (!person) return lines.join('\n');
  const token = await local.token({ subject: person.subjectId, scope: SCOPE });
  const profile = `${local.url}/v1/profiles/${encodeURIComponent(person.subjectId)}`;
  const authorization = `-H "Authorization: Bearer ${token}"`;
  const json = "-H 'Content-Type: application/json'";
  return [
    ...lines,
    `The ${people.length} sample people are synthetic: nobody real is in here. ${local.state.hasSample() ? 'They are here already.' : 'They load in the background.'}`,
    `\n# ${person.subjectId}'s score`,
    `curl -s ${profile}/score ${authorization}`,
    '\n# state a fact as this person',
    `curl -s -X PUT ${profile} ${authorization} ${json} -d '{"facts": {"monthlyIncome": {"value": 150}}}'`,
    '\n# what would take them to 700?',
    `curl -s -X POST ${profile}/score/simulate ${authorization} ${json} -d '{"target": 700}'\n`,
  ].join('\n');
}

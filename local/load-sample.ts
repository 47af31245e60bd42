import type { SampleReport, SampleSubject } from './sample.ts';
import type { Local } from './start-local.ts';

const AT_ONCE = 8;

/** Sends every report through the API as the source it comes from; doing it again changes nothing. */
export async function loadSample(local: Local, people: Iterable<SampleSubject>): Promise<number> {
  const serviceTokens = new Map<string, Promise<string>>();
  const tokenFor = (person: SampleSubject, { sourceId, tier }: SampleReport): Promise<string> => {
    if (tier === 'self') return local.token({ subject: person.subjectId, scope: 'profile:write' });
    const scope = 'subjects:any profile:write';
    const kept = serviceTokens.get(`${tier} ${sourceId}`) ?? local.token({ subject: sourceId, scope, tier });
    serviceTokens.set(`${tier} ${sourceId}`, kept);
    return kept;
  };
  let count = 0;
  const queue = people[Symbol.iterator]();
  const work = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      count += 1;
      for (const report of next.value.reports) {
        await putReport(local.url, next.value.subjectId, report, await tokenFor(next.value, report));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await local.idle();
  return count;
}

async function putReport(url: string, subjectId: string, report: SampleReport, token: string): Promise<void> {
  const response = await fetch(`${url}/v1/profiles/${encodeURIComponent(subjectId)}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(report.body),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`a sample report was refused: ${response.status} ${answer}`);
}

import type { TestProject } from 'vitest/node';
import { browserPath } from '../../bench/support/browser.ts';
import { javaIsPresent, spawnDynamoDbLocal } from '../../local/engines/java.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the run's DynamoDB Local; empty without Java. */
    dynamodbLocal: string;
    /** The browser of this machine; empty without one. */
    chromium: string;
  }
}

/** What the tests find on this machine: what is missing is said loudly at the end, and CI may miss nothing. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = browserPath();
  if (browser === '' && process.env.CI === 'true') throw new Error('CI must test in a browser, too: install chromium');
  project.provide('chromium', browser);
  const closeEngine = await provideEngine(project);
  return async () => {
    await closeEngine();
    if (browser === '') console.warn('\nNOT TESTED in a browser: apt-get install chromium');
  };
}

/** One DynamoDB Local for the whole run. It starts while the first tests run; engines.ts waits for it. */
async function provideEngine(project: TestProject): Promise<() => Promise<void>> {
  if (!javaIsPresent()) {
    if (process.env.CI === 'true') throw new Error('CI must test on DynamoDB Local, too: install Java 17');
    project.provide('dynamodbLocal', '');
    return async () => console.warn('\nNOT TESTED on DynamoDB Local: apt-get install openjdk-17-jre-headless');
  }
  const java = await spawnDynamoDbLocal();
  // Who needs it finds out; a run without such tests may well end before it is up.
  java.ready.catch(() => {});
  project.provide('dynamodbLocal', java.endpoint);
  return java.close;
}

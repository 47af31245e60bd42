import { type EngineKind, startEngine } from '../../local/engines/start-engine.ts';
import { readService } from '../../local/service.ts';

// Run as a child process: an engine with the tables of serverless.yml, whose CPU time is not that of the bench.
const service = readService(new URL('../../serverless.yml', import.meta.url).pathname);
const engine = await startEngine({ kind: process.argv[2] as EngineKind });
await engine.createTables(service.tables);
process.once('disconnect', async () => {
  await engine.close();
  process.exit();
});
process.send?.(engine.endpoint);

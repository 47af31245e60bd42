// The whole service with its functions from their sources, on the state directory that is named; it stays until it is killed.
import { startLocal } from '../../local/start-local.ts';

const [stateDir = ''] = process.argv.slice(2);
const load = async (handler: string) => {
  const name = handler.replace('build/', '').replace('.handler', '');
  return (await import(`../../functions/${name}.ts`)).handler;
};
const local = await startLocal({ serviceFile: 'serverless.yml', stateDir, port: 0, load });
console.log(`ready at ${local.url}`);

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type Invoke, NotTaken } from './hand-over.ts';

// A little more than the functions may take.
const PATIENCE = { connectionTimeout: 5000, requestTimeout: 90_000, throwOnRequestTimeout: true };

/** Calls functions on AWS, and waits for their answers. By the name alone: an ARN could lead into another account. */
export function onLambda(client = new LambdaClient({ requestHandler: PATIENCE })): Invoke {
  return async ({ functionName }, event) => {
    const command = new InvokeCommand({
      FunctionName: functionName,
      InvocationType: 'RequestResponse',
      Payload: JSON.stringify(event),
    });
    const { FunctionError, Payload } = await client.send(command);
    if (FunctionError !== undefined) throw new NotTaken('it failed altogether: see its log');
    try {
      return JSON.parse(Payload?.transformToString('utf8') ?? '');
    } catch {
      return undefined;
    }
  };
}

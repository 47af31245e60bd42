import { StoreError } from '../../lib/errors.ts';
import { Problem } from '../../local/problem.ts';

const CREDENTIALS = 'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or log in anew';
const REMEDIES: [pattern: RegExp, what: string, remedy: string][] = [
  [
    /CredentialsProviderError|TokenProviderError|Could not load credentials/,
    'no AWS credentials were found',
    CREDENTIALS,
  ],
  [/Region (is missing|not accepted)/, 'no AWS region is set', 'set AWS_REGION'],
  [/^RequestTimeTooSkewed|^Signature (expired|not yet current)/, 'the clock of this machine is wrong', 'set it'],
  [
    /^(Expired|UnrecognizedClient|Invalid(AccessKey|Signature|Token|ClientToken)|(Missing|Incomplete).*(Token|Signature)|SignatureDoesNot)/,
    'AWS refuses the credentials',
    CREDENTIALS,
  ],
  [
    /^(AccessDenied|Forbidden|403)/,
    'AWS does not allow it',
    'see docs/runbook.md for the permissions that a replay needs',
  ],
  [/^NoSuchBucket/, 'there is no such bucket', 'FailuresBucketName among the outputs of the stack has its name'],
  [/^PermanentRedirect|AuthorizationHeaderMalformed/, 'the bucket is in another region', 'set AWS_REGION to it'],
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|TimeoutError/,
    'AWS cannot be reached',
    'look at the network and the region',
  ],
];

/** AWS's refusals that hold for everything that is left to do, as one line; undefined for any other error. */
export function awsTrouble(thrown: unknown): Problem | undefined {
  const error = rootOf(thrown);
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  const known = REMEDIES.find(([pattern]) => [error.name, code, error.message].some((text) => pattern.test(text)));
  return known && new Problem(known[1], `${known[2]} (${nameOf(error)})`);
}

/** Any refusal of AWS where the documents lie. */
export function placeTrouble(thrown: unknown): Problem | undefined {
  const error = rootOf(thrown);
  const known = awsTrouble(error);
  if (known || !(error instanceof Error && '$metadata' in error)) return known;
  if (error.name === 'ResourceNotFoundException') return new Problem('there is no such table', 'look at its name');
  return new Problem('AWS refuses to show what is kept', `it says ${error.name}`);
}

/** The kind of an error. Its message may quote a record, so it stays out. */
export function nameOf(thrown: unknown): string {
  const error = rootOf(thrown);
  return error instanceof Error ? error.name : 'unknown';
}

/** What the system calls an error, such as EACCES. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : nameOf(error);
}

function rootOf(error: unknown): unknown {
  return error instanceof StoreError ? error.cause : error;
}

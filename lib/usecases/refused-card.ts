import { ArtefactError, TahiniError, type Violation } from '../errors.ts';
import type { CardDocument } from '../schemas/registry.ts';

const MOST_TOLD = 50;
const MOST_LETTERS = 300;

/** A loader's complaints as a refusal that points into the document; any other error as it is. */
export function refusedCard(error: unknown, document: CardDocument): unknown {
  if (!(error instanceof ArtefactError)) return error;
  const { problems } = error;
  const violations = problems.slice(0, MOST_TOLD).map((problem) => violationOf(problem, document));
  const more = problems.length > MOST_TOLD ? ` The first ${MOST_TOLD} of ${problems.length} are told.` : '';
  return new TahiniError('invalid-scorecard', `The scorecard or its dictionary breaks a rule.${more}`, { violations });
}

/** `characteristics.0 (loans).bins.1.from: a gap` points to /scorecard/characteristics/0/bins/1/from, as far as that is there. */
function violationOf(problem: string, document: CardDocument): Violation {
  const [path = '', ...rest] = problem.split(': ');
  const steps = path.replaceAll(/ \([^)]*\)/g, '').split('.');
  const isInDocument = steps[0] === 'scorecard' || (steps[0] === 'dictionary' && steps.length > 1);
  const pointer = pointerTo(isInDocument ? steps : ['scorecard', ...steps], document);
  return { pointer, rule: 'invalid-scorecard', detail: (rest.join(': ') || path).slice(0, MOST_LETTERS) };
}

function pointerTo(steps: readonly string[], document: CardDocument): string {
  let at: unknown = document;
  let pointer = '';
  for (const step of steps) {
    const isThere = typeof at === 'object' && at !== null && Object.hasOwn(at, step);
    if (!isThere) break;
    at = (at as Record<string, unknown>)[step];
    pointer += `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
  return pointer;
}

/** The functions that read a stream. On this machine these are their names, on AWS the stack's comes before. */
export const STREAM_FUNCTIONS = ['score-on-change', 'publish-change'] as const;

const NAME = new RegExp(`^(?:([\\w-]+)-)?(${STREAM_FUNCTIONS.join('|')})$`);

/** The stack of a stream function, such as `tahini-prod`: '' where its name stands alone; undefined for any other function. */
export function stackOf(functionName: string): string | undefined {
  const found = NAME.exec(functionName);
  return found ? (found[1] ?? '') : undefined;
}

/** As serverless.yml names the tables of a stack. */
export function tableIn(stack: string, table: 'subjects' | 'operations'): string {
  return `${stack}-${table}`;
}

/** `score-on-change` names `tahini-dev-score-on-change`, too. */
export function isFunction(functionName: string, wanted: string): boolean {
  return functionName === wanted || (stackOf(wanted) === '' && NAME.exec(functionName)?.[2] === wanted);
}

/** What every command ends with. A shell sees 128 and the signal's number of who is ended by it, with a handler or without. */
export const EXIT = { done: 0, failed: 1, usage: 2, partly: 3, interrupted: 130, terminated: 143 } as const;

/** The same for all commands; what 'some of it' is, the help of a command says. */
export const EXIT_MEANINGS: readonly (readonly [code: number, meaning: string])[] = [
  [EXIT.done, 'done; also what runs until Ctrl-C, when it was ended so'],
  [EXIT.failed, 'it failed; stderr says why, and what to do next'],
  [EXIT.usage, 'the command line is wrong or lacks something; nothing was done'],
  [EXIT.partly, 'done, but not all of it: rows were refused, a sweep did not finish'],
  [EXIT.interrupted, 'interrupted with Ctrl-C'],
  [EXIT.terminated, 'ended from outside (SIGTERM)'],
];

import type { OPERATIONS, Operations } from '../schemas/api/operations.ts';

type Catalogue = typeof OPERATIONS;

/** Operations that a bearer token opens; the others are signed by partners, or open to anybody. */
type WithToken = {
  [Id in keyof Catalogue]: Catalogue[Id]['access'] extends string ? never : Id;
}[keyof Catalogue];

type Sent<Part> = [Part] extends [undefined] ? unknown : Part;
/** May be left out where `{}` says as much. */
type Body<B> = [B] extends [undefined] ? unknown : Record<never, never> extends B ? { body?: B } : { body: B };
type IfMatch<Headers> = [Headers] extends [undefined] ? unknown : { ifMatch?: string | undefined };

/**
 * What goes into an operation, what it answers by status, and which problems it may have. What is packed for others has
 * the same written out, without zod: bin/client.
 */
export type Contract = {
  [Id in WithToken]: {
    input: Sent<Operations[Id]['params']> &
      Sent<Operations[Id]['query']> &
      Body<Operations[Id]['body']> &
      IfMatch<Operations[Id]['headers']>;
    responses: Operations[Id]['responses'];
    problems:
      | Catalogue[Id]['problems'][number]
      | 'unauthenticated'
      | 'forbidden'
      | 'issuer-unavailable'
      | 'throttled'
      | 'internal';
  };
};

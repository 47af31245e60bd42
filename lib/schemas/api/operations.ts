import type * as z from 'zod';
import type { Operation, Reply } from './operation.ts';
import { deliveries } from './operations/deliveries.ts';
import { events } from './operations/events.ts';
import { outcomes } from './operations/outcomes.ts';
import { partners } from './operations/partners.ts';
import { profiles } from './operations/profiles.ts';
import { reference } from './operations/reference.ts';
import { rescore } from './operations/rescore.ts';
import { scorecards } from './operations/scorecards.ts';
import { scores } from './operations/scores.ts';
import { subscriptions } from './operations/subscriptions.ts';
import type { OperationId, ROUTES } from './routes.ts';

/**
 * The API, operation by operation. docs/openapi.json is made of it, the tests hold every answer against it, and clients take
 * their types from it; no function imports it, for none needs it at run time.
 */
export const OPERATIONS = {
  ...profiles,
  ...scores,
  ...scorecards,
  ...rescore,
  ...partners,
  ...events,
  ...subscriptions,
  ...deliveries,
  ...outcomes,
  ...reference,
} as const satisfies Record<OperationId, Operation>;

type Catalogue = typeof OPERATIONS;

type Sent<O, Part extends string> = O extends { [_ in Part]: infer S extends z.ZodType } ? z.input<S> : undefined;

/** What an operation answers when all is well: by its status, and any of them. */
type Answers<O extends Operation> = {
  [Status in keyof O['replies'] & number]: O['replies'][Status] extends infer R extends Reply
    ? R extends { body: infer S extends z.ZodType }
      ? z.output<S>
      : undefined
    : never;
};

/** What goes into an operation, and what comes out: `undefined` = there is none of it. */
export type Operations = {
  [Id in OperationId]: {
    route: (typeof ROUTES)[Id];
    params: Sent<Catalogue[Id], 'params'>;
    query: Sent<Catalogue[Id], 'query'>;
    headers: Sent<Catalogue[Id], 'headers'>;
    body: Sent<Catalogue[Id], 'body'>;
    /** By status. */
    responses: Answers<Catalogue[Id]>;
    response: Answers<Catalogue[Id]>[keyof Answers<Catalogue[Id]>];
  };
};

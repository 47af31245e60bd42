import type { Contract } from './contract.ts';

export type OperationId = keyof Contract;
export type Input<Id extends OperationId> = Contract[Id]['input'];
type Responses<Id extends OperationId> = Contract[Id]['responses'];

/** Problems that no server told of. `unreadable`: an answer that is none of this API, such as a proxy's page. */
export type LocalKind = 'network' | 'timeout' | 'aborted' | 'no-token' | 'unreadable';
export type ProblemKind<Id extends OperationId = OperationId> = Contract[Id]['problems'] | LocalKind;

/** RFC 9457. `kind` can be switched on; `title` and `detail` are for developers. */
export interface Problem<Kind extends string = ProblemKind> {
  kind: Kind;
  type: string;
  title: string;
  detail?: string;
  /** Each field that broke a rule, by RFC 6901 JSON Pointer into `body`; then nothing of the body was used. */
  errors?: { pointer: string; kind: string; type: string; detail: string }[];
  /** What was thrown here, for kinds that no server told of. */
  cause?: unknown;
}

interface Answered {
  /** How many times it was sent: a retry may meet what an earlier try had done, and then answers 404 or 412. */
  attempts: number;
  /** Under which it is in the service's logs. */
  requestId: string | undefined;
}

export type Success<Id extends OperationId = OperationId> = {
  [Status in keyof Responses<Id>]: Answered & {
    ok: true;
    status: Status;
    data: Responses<Id>[Status];
    /** Give it as `ifMatch`. */
    etag: string | undefined;
  };
}[keyof Responses<Id>];

export interface Failure<Kind extends string = ProblemKind> extends Answered {
  ok: false;
  /** 0 when there was no answer. */
  status: number;
  problem: Problem<Kind>;
  /** Seconds after which the same may succeed. */
  retryAfter: number | undefined;
}

export type Result<Id extends OperationId = OperationId> = Success<Id> | Failure<ProblemKind<Id>>;

export interface Call {
  signal?: AbortSignal | undefined;
  /** Milliseconds that each try may take, answer and token included. */
  timeoutMs?: number | undefined;
}

export interface Retries {
  /** How many more times at most; 0 = never. */
  most: number;
  /** Milliseconds: the first wait is chance between 0 and this, and the range doubles with each further one. */
  firstMs: number;
  longestMs: number;
  /** No try begins later than this after the first. */
  withinMs: number;
}

export interface ClientOptions {
  /** Where `/v1` is: `https://api.example.com`. */
  baseUrl: string;
  /** A bearer token, or what gets one: it is asked before each try, so remember it there until it expires. */
  token: string | (() => string | Promise<string>);
  /** The platform's own by default. */
  fetch?: typeof fetch | undefined;
  /** 10,000 by default. */
  timeoutMs?: number | undefined;
  retries?: Partial<Retries> | undefined;
}

/** `input` may be left out where nothing in it is needed. */
export type Arguments<Id extends OperationId> =
  object extends Input<Id> ? [input?: Input<Id>, call?: Call] : [input: Input<Id>, call?: Call];

export type ListOperation = {
  [Id in OperationId]: 'next' extends keyof Input<Id> ? Id : never;
}[OperationId];

/** One method for each operation. None of them throws for what a server or the network does. */
export type Client = {
  readonly [Id in keyof Contract]: (...args: Arguments<Id>) => Promise<Result<Id>>;
} & {
  /** Each page of a list, for `for await`; the first failure is the last one. */
  pages<Id extends ListOperation>(id: Id, ...args: Arguments<Id>): AsyncIterable<Result<Id>>;
};

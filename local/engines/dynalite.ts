import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import dynalite from 'dynalite';
import dynaliteDb, { type Store } from 'dynalite/db/index.js';
import { Capture } from './dynalite/capture.ts';
import { DynaliteChanges, trimChanges } from './dynalite/changes.ts';
import { Journal } from './dynalite/journal.ts';
import { boundStreams } from './dynalite/ranges.ts';
import type { Engine } from './engine.ts';
import { createTables } from './tables.ts';

const HOUSEKEEPING_MS = 1000;

/** The embedded engine: in process, no Java; it keeps its items in `path`, or in memory without one. */
export async function startDynalite(path?: string): Promise<Engine> {
  const { server, store } = create(path);
  const journal = new Journal(store.db);
  await journal.open();
  const capture = new Capture(store, journal);
  boundStreams(store, (items, tableName) => capture.take(items, tableName));
  const endpoint = await listen(server);
  const housekeeping = keepHouse(capture, journal);
  return {
    endpoint,
    createTables: (tables) => {
      for (const table of tables) capture.tables.set(table.create.TableName, table);
      return createTables(endpoint, tables, false);
    },
    changes: (tableName, reader, from) => new DynaliteChanges(journal, tableName, reader).open(from),
    close: async () => {
      await housekeeping.stop();
      server.closeAllConnections();
      await promisify(server.close.bind(server))();
    },
  };
}

const IDLE_MS = 60_000;

// dynalite keeps its store to itself, so we are there when it makes it.
function create(path: string | undefined): { server: Server; store: Store } {
  const original = dynaliteDb.create;
  let store: Store | undefined;
  dynaliteDb.create = (options) => {
    store = original(options);
    return store;
  };
  try {
    const server = dynalite(path === undefined ? { createTableMs: 0 } : { path, createTableMs: 0 });
    return { server: tolerateAborts(server), store: store! };
  } finally {
    dynaliteDb.create = original;
  }
}

// dynalite throws, and so ends the process, when a client hangs up in the middle of a request.
function tolerateAborts(server: Server): Server {
  // Not closed just as the next call is on its way: Node's own five seconds are what idle clients hit upon.
  server.keepAliveTimeout = IDLE_MS;
  const [handle] = server.listeners('request');
  server.removeAllListeners('request');
  return server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    handle?.call(server, request, response);
    request.removeAllListeners('error').on('error', () => {});
  });
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

/** Expires items and trims the changes about once a second. */
function keepHouse(capture: Capture, journal: Journal): { stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const round = async () => {
    await capture.expire();
    for (const tableName of capture.tables.keys()) await trimChanges(journal, tableName);
  };
  const timer = setInterval(() => {
    running = running.then(round);
  }, HOUSEKEEPING_MS);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}

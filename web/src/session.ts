import { createStore, useStore } from './store.ts';

/** Who is signed in. The token lives in this module's memory and nowhere else: not in storage, a cookie or the address. */
export interface Session {
  token: string;
  subject: string;
  scopes: readonly string[];
  tier: string | undefined;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** `ended`: the token ran out or was refused; the page stays, and a new token goes on where it was. */
export type SignedIn = { state: 'out' } | { state: 'in'; session: Session } | { state: 'ended'; session: Session };

const store = createStore<SignedIn>({ state: 'out' });
let timer: number | undefined;
/** Longer timers fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

export const useSession = (): SignedIn => useStore(store);

/** Undefined when nobody is signed in. */
export function currentToken(): string | undefined {
  const signedIn = store.get();
  return signedIn.state === 'in' ? signedIn.session.token : undefined;
}

/** Why a text is no token to sign in with; undefined when it was taken. Whether it is genuine is for the API to say. */
export function signIn(text: string): 'notAToken' | 'expired' | undefined {
  const session = readToken(text.trim());
  if (session === undefined) return 'notAToken';
  const left = session.expiresAt - Date.now();
  if (left <= 0) return 'expired';
  clearTimeout(timer);
  timer = setTimeout(() => endSession(session.token), Math.min(left, LONGEST_MS));
  store.set({ state: 'in', session });
  return undefined;
}

export function signOut(): void {
  clearTimeout(timer);
  store.set({ state: 'out' });
}

/** This token no longer opens anything. What another one, given since, opens is not touched. */
export function endSession(token: string): void {
  const signedIn = store.get();
  if (signedIn.state !== 'in' || signedIn.session.token !== token) return;
  clearTimeout(timer);
  store.set({ state: 'ended', session: signedIn.session });
}

/** A link may bring a token in its fragment, which no server sees. It leaves the address, and the history, at once. */
export function takeTokenFromAddress(): void {
  const given = /^#token=([^&]*)/.exec(location.hash)?.[1];
  if (given === undefined) return;
  history.replaceState(null, '', `${location.pathname}#/`);
  const signedIn = store.get();
  // A link from elsewhere makes nobody somebody else behind their back.
  if (signedIn.state === 'in' && readToken(given)?.subject !== signedIn.session.subject) return;
  signIn(given);
}

/** The last moment that JavaScript knows a date of. */
const LATEST_SECONDS = 8.64e12;

function readToken(text: string): Session | undefined {
  const payload = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(text)?.[1];
  if (payload === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const { sub, scope = '', exp, tahini_tier: tier } = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof sub !== 'string' || typeof scope !== 'string') return undefined;
    if (typeof exp !== 'number' || !(exp <= LATEST_SECONDS)) return undefined;
    const scopes = scope.split(' ').filter((name) => name !== '');
    return {
      token: text,
      subject: sub,
      scopes,
      tier: typeof tier === 'string' ? tier : undefined,
      expiresAt: exp * 1000,
    };
  } catch {
    return undefined;
  }
}

const MOST_LETTERS = 2048;
const PORTS = ['443', '8443'];
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
/** Names that no public server has (RFC 6761, 6762, 7686, 8375, 9476; `internal` is reserved by ICANN). */
const NEVER_PUBLIC = ['localhost', 'local', 'internal', 'invalid', 'onion', 'alt', 'arpa'];
const ON_LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?([/?][\x21-\x7e]*)?$/;

export interface UrlRules {
  /** Plain http to this very machine: never on AWS. */
  loopbackAllowed: boolean;
}

export type CheckedUrl = { ok: true; url: URL } | { refused: string };

/**
 * Whether notifications may be sent to an address that somebody else chose. The text itself has to be plain: whatever a
 * parser would have to put right (other digits and dots, percent signs, credentials, backslashes) is refused, so that
 * nobody reads another host in it than we do. Where its name leads is seen at every send (resolve.ts). `refused` is a
 * sentence for whoever chose it.
 */
export function checkUrl(text: string, { loopbackAllowed }: UrlRules): CheckedUrl {
  if (text.length > MOST_LETTERS) return { refused: `Must have at most ${MOST_LETTERS} characters.` };
  if (/[^\x21-\x7e]/.test(text)) return { refused: 'Must be plain ASCII; write an international name as `xn--...`.' };
  if (loopbackAllowed && ON_LOOPBACK.test(text) && URL.canParse(text)) return parsed(text);
  if (!/^https:\/\//i.test(text)) return { refused: 'Must begin with https://.' };
  if (/[\\#]/.test(text)) return { refused: 'Must have no backslash and no fragment.' };
  const [authority = ''] = text.slice('https://'.length).split(/[/?]/);
  if (authority.includes('@')) return { refused: 'Must have no user name or password.' };
  const [, host = '', port] = /^(.*?)(?::(\d*))?$/.exec(authority) ?? [];
  const wrong = wrongHost(host);
  if (wrong !== undefined) return { refused: wrong };
  if (port !== undefined && !PORTS.includes(port)) return { refused: `The port must be ${PORTS.join(' or ')}.` };
  const checked = parsed(text);
  // Both have to read the same.
  const isSame = 'ok' in checked && checked.url.hostname === host.toLowerCase();
  return isSame ? checked : { refused: 'Must be a URL.' };
}

function wrongHost(host: string): string | undefined {
  if (host.startsWith('[') || host.includes(':'))
    return 'Must name a host, not an address: a certificate is for a name.';
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  // As browsers read it: a name that ends in a number is an address, be it decimal, octal, hexadecimal or short.
  if (/^(\d+|0x[0-9a-f]*)$/i.test(last)) return 'Must name a host, not an address: a certificate is for a name.';
  if (host.length > 253 || labels.length < 2 || !labels.every((label) => LABEL.test(label))) {
    return 'Must name a host in full, such as hooks.example.com, without a dot at its end.';
  }
  if (NEVER_PUBLIC.includes(last.toLowerCase())) return 'Must name a host that everybody can reach.';
  return undefined;
}

function parsed(text: string): CheckedUrl {
  const url = URL.parse(text);
  return url === null ? { refused: 'Must be a URL.' } : { ok: true, url };
}

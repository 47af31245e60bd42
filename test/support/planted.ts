// Personal data that every call of the suite carries where an app, a proxy or an issuer may put some, and that nothing may
// ever write anywhere. closing-line.ts searches all that a run prints for it, and for tokens.

const NAME = 'Planted Personal Name';
const MAIL = 'planted.personal@example.com';

/** Claims of tokens. */
export const PLANTED = {
  name: NAME,
  email: MAIL,
  phone_number: '+44 planted-personal 4711',
  jti: 'planted-personal-jti',
};

export const PLANTED_HEADERS = {
  'user-agent': `planted-personal-app (${MAIL})`,
  cookie: `session=planted-personal-session; name=${encodeURIComponent(NAME)}`,
  'x-forwarded-for': 'planted-personal-address',
  referer: `https://example.com/?name=planted-personal`,
  'x-correlation-id': 'planted-personal-correlation',
  traceparent: 'planted-personal-trace',
};

const LEAKS = [/planted.{0,3}personal/i, /\beyJ[\w-]{16,}\.eyJ[\w-]{16,}/];

/** The lines of a text that carry planted data or a token. */
export function leaksIn(text: string): string[] {
  return text.split('\n').filter((line) => LEAKS.some((leak) => leak.test(line)));
}

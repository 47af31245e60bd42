/** What a token may do, one word each in its claim `scope`. */
export const SCOPES = [
  'profile:read',
  'profile:write',
  'profile:erase',
  'score:read',
  'subjects:any',
  'admin',
] as const;
export type Scope = (typeof SCOPES)[number];

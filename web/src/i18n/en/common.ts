import type { Dimension, Tier } from '../../../../lib/schemas/dictionary.ts';

export const shell = {
  skip: 'Skip to the content',
  pages: 'Pages',
  language: 'Language',
  otherLanguage: '中文',
  theme: 'Appearance',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  notFound: 'There is no such page',
  failed: 'This page cannot be shown',
  failedHint: 'What the API answered cannot be drawn. The other pages are not touched by it.',
  notFoundHint: 'The address names a page that this console does not have.',
};

export const session = {
  title: 'Sign in',
  lead: 'The console shows what your token may see. It stays in the memory of this page and is gone when you reload or close it.',
  again: 'Your token no longer counts',
  againLead: 'It has expired or was refused. Paste a new one to go on where you were.',
  token: 'Bearer token',
  tokenHint: 'On this machine npm start prints a link that signs you in.',
  submit: 'Sign in',
  signOut: 'Sign out',
  notAToken: 'This is no bearer token: it has three parts, with dots between them.',
  expired: 'This token has expired.',
  signedInAs: (name: string) => `Signed in as ${name}`,
  validUntil: 'Valid until',
  scopes: 'May',
  tier: 'Speaks as',
  subject: 'Subject',
  details: 'Account',
};

export const common = {
  loading: 'Loading',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  data: 'Figures as a table',
  unreachable: 'The service cannot be reached',
  unreachableHint: 'Check that it is running and that this machine has a connection.',
  unreadable: 'What answered is not this service',
  none: 'None',
  of: (value: string, whole: string) => `${value} of ${whole}`,
};

export const dimensions = {
  creditHistory: { name: 'Credit history', short: 'History' },
  fulfilmentCapacity: { name: 'Fulfilment capacity', short: 'Capacity' },
  behaviour: { name: 'Behaviour and preference', short: 'Behaviour' },
  identity: { name: 'Identity', short: 'Identity' },
  socialRelationships: { name: 'Social relationships', short: 'Social' },
} satisfies Record<Dimension, object>;

export const tiers = {
  self: 'The person',
  platform: 'Platform',
  partner: 'Partner',
  bureau: 'Bureau',
  registry: 'Registry',
} satisfies Record<Tier, string>;

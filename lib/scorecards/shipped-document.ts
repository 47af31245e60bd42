import type { CardDocument } from '../schemas/registry.ts';
import dictionary from './dictionary.json' with { type: 'json' };
import scorecard from './expert.json' with { type: 'json' };

/** What ships as it is written, for the registry: its hash is of this, and not of what a loader makes of it. */
export const shippedDocument: CardDocument = { scorecard, dictionary };

import * as z from 'zod';
import { CardVersion } from '../../registry.ts';
import { page } from './page.ts';

/** Marked by a card's id and version. */
export const CardsPage = page(100, z.string().regex(/^[a-z0-9-]{1,64}#[\w.+-]{1,64}$/));
export const OfVersion = z.strictObject({ version: CardVersion.describe('Which version; needed') });

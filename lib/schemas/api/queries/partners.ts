import { PartnerId } from '../../partner.ts';
import { page } from './page.ts';

export const PartnersPage = page(100, PartnerId);

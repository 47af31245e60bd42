import { DeliveryId } from '../../delivery.ts';
import { page } from './page.ts';

export const DeliveriesPage = page(100, DeliveryId);

import type { Centre } from './fine-shapes.ts';
import type { HonestWoe } from './honest-woe.ts';
import { FOLDS } from './options.ts';

/** The regression on WOE: what the additive shapes start from and, with few data, stay near. */
export function woeCentre({ whole, without }: HonestWoe): Centre {
  return { name: 'woe', whole, without };
}

/** No opinion of any column: only the intercept of another centre. */
export function flatCentre({ whole }: Centre): Centre {
  const flat = whole.map((level, cell) => (cell === 0 ? level : 0));
  return { name: 'none', whole: flat, without: Array.from({ length: FOLDS }, () => flat) };
}

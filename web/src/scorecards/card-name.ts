import { CardId, CardVersion } from '../../../lib/schemas/registry.ts';
import { href } from '../route.ts';

export interface CardRef {
  id: string;
  version: string;
}

/** `german-credit@1.0.0`, as a card is named in addresses. */
export function refOf({ id, version }: CardRef): string {
  return `${id}@${version}`;
}

/** Undefined where a text names no card. */
export function readRef(text: string): CardRef | undefined {
  const at = text.indexOf('@');
  const [id, version] = [text.slice(0, at), text.slice(at + 1)];
  return at > 0 && CardId.safeParse(id).success && CardVersion.safeParse(version).success ? { id, version } : undefined;
}

export function cardHref(card: CardRef): string {
  return href('scorecards', refOf(card));
}

export function compareHref(card: CardRef, other: CardRef): string {
  return href('scorecards', refOf(card), 'compare', refOf(other));
}

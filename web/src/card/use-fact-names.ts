import { useTexts } from '../i18n/use-texts.ts';
import { useCard } from './served-card.ts';
import { useActiveCard } from './use-active-card.ts';

/** What the active card's dictionary calls a fact; its own name until that is there, and where it has no such fact. */
export function useFactNames(): (fact: string) => string {
  const { say } = useTexts();
  const dictionary = useCard(useActiveCard())?.dictionary;
  return (name) => {
    const fact = dictionary?.facts[dictionary.index.get(name) ?? -1];
    return fact === undefined ? name : say(fact.label);
  };
}

import type { ComponentChildren } from 'preact';
import { useTexts } from '../i18n/use-texts.ts';

export function Enabled({ enabled }: { enabled: boolean }) {
  const { t } = useTexts();
  return (
    <span class={`state ${enabled ? 'finished' : 'cancelled'}`}>
      {enabled ? t.partners.enabled : t.partners.disabled}
    </span>
  );
}

/** Names that the API knows them by. */
export function Words({ words }: { words: readonly string[] }) {
  return <Named names={words}>{(word) => <code>{word}</code>}</Named>;
}

interface FactsProps {
  facts: readonly string[];
  factName(fact: string): string;
  /** Beside what they are called, the names that the API knows them by. */
  withIds?: boolean;
}

export function Facts({ facts, factName, withIds = false }: FactsProps) {
  return (
    <Named names={facts}>
      {(fact) => (
        <span>
          {factName(fact)}
          {withIds && <code class="soft">{fact}</code>}
        </span>
      )}
    </Named>
  );
}

function Named({ names, children }: { names: readonly string[]; children(name: string): ComponentChildren }) {
  const { t } = useTexts();
  if (names.length === 0) return <span class="soft">{t.partners.noFacts}</span>;
  return (
    <ul class="words">
      {names.map((name) => (
        <li key={name}>{children(name)}</li>
      ))}
    </ul>
  );
}

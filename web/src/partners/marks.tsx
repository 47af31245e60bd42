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
  const { t } = useTexts();
  if (words.length === 0) return <span class="soft">{t.partners.noFacts}</span>;
  return (
    <ul class="words">
      {words.map((word) => (
        <li key={word}>
          <code>{word}</code>
        </li>
      ))}
    </ul>
  );
}

import type { ScorecardReply } from '../../../lib/schemas/api/replies/scorecards.ts';
import { useTexts } from '../i18n/use-texts.ts';

/** The card and its dictionary as the registry has them: two files, as the dialog that registers takes them. */
export function Download({ card: { id, version, scorecard, dictionary } }: { card: ScorecardReply }) {
  const { t } = useTexts();
  const name = `${id}-${version}`;
  return (
    <fieldset class="download" aria-label={t.scorecards.download}>
      <span class="soft small" aria-hidden="true">
        {t.scorecards.download}
      </span>
      <button type="button" class="button" onClick={() => save(`${name}.json`, scorecard)}>
        {t.scorecards.downloadCard}
      </button>
      <button type="button" class="button" onClick={() => save(`${name}.dictionary.json`, dictionary)}>
        {t.scorecards.downloadDictionary}
      </button>
    </fieldset>
  );
}

function save(name: string, content: unknown): void {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // The browser has begun to read it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url));
}

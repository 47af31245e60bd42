import { setDisplay, type Theme, useDisplay } from '../display.ts';
import { useTexts } from '../i18n/use-texts.ts';

const NEXT: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };
const ICONS: Record<Theme, string> = {
  auto: 'M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18',
  light:
    'M12 8a4 4 0 1 0 0 8 4 4 0 1 0 0-8M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3 19 19M5 19l1.7-1.7M17.3 6.7 19 5',
  dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
};

/** Language and appearance. */
export function DisplaySwitches() {
  const { t, lang } = useTexts();
  const { theme } = useDisplay();
  const other = lang === 'en' ? 'zh' : 'en';
  return (
    <div class="switches">
      <button
        type="button"
        class="quiet"
        lang={other === 'zh' ? 'zh-Hans' : 'en'}
        onClick={() => setDisplay({ lang: other })}
      >
        {t.shell.otherLanguage}
      </button>
      <button
        type="button"
        class="quiet icon"
        aria-label={`${t.shell.theme}: ${t.shell.themes[theme]}`}
        title={`${t.shell.theme}: ${t.shell.themes[theme]}`}
        onClick={() => setDisplay({ theme: NEXT[theme] })}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path class={theme === 'auto' ? 'half' : undefined} d={ICONS[theme]} />
        </svg>
      </button>
    </div>
  );
}

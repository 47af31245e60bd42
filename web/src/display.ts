import { createStore, useStore } from './store.ts';

export type Lang = 'en' | 'zh';
/** `auto` follows the system. */
export type Theme = 'auto' | 'light' | 'dark';
interface Display {
  lang: Lang;
  theme: Theme;
}

/** How somebody likes to see it, kept in this browser; it says nothing of anybody. */
const KEY = 'tahini.display';
const store = createStore<Display>(kept());

export const useDisplay = (): Display => useStore(store);

export function setDisplay(change: Partial<Display>): void {
  const next = { ...store.get(), ...change };
  store.set(next);
  apply(next);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Storage may be off; then it lasts as long as the page.
  }
}

export function applyDisplay(): void {
  apply(store.get());
}

function apply({ lang, theme }: Display): void {
  document.documentElement.lang = lang === 'zh' ? 'zh-Hans' : 'en';
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function kept(): Display {
  const speaksChinese = navigator.language.toLowerCase().startsWith('zh');
  const display: Display = { lang: speaksChinese ? 'zh' : 'en', theme: 'auto' };
  try {
    const { lang, theme } = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (lang === 'en' || lang === 'zh') display.lang = lang;
    if (theme === 'light' || theme === 'dark') display.theme = theme;
  } catch {
    // What cannot be read is as good as nothing kept.
  }
  return display;
}

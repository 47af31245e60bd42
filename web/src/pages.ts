import type { ComponentType } from 'preact';
import type { Messages } from './i18n/en.ts';
import { PersonPage } from './person/PersonPage.tsx';
import { ScorecardsPage } from './scorecards/ScorecardsPage.tsx';

export interface Page {
  /** The first part of its address. */
  route: string;
  /** Its name in the navigation. */
  nav(t: Messages): string;
  /** Drawn with the parts of the address that follow. */
  View: ComponentType<{ rest: readonly string[] }>;
}

/** The pages, in the order of the navigation; the first one is the home page. */
export const PAGES: readonly Page[] = [
  { route: 'people', nav: (t) => t.person.nav, View: PersonPage },
  { route: 'scorecards', nav: (t) => t.scorecards.nav, View: ScorecardsPage },
];

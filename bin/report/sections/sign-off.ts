import { html } from '../html.ts';
import type { Section } from '../input.ts';
import { table } from '../table.ts';

/** Where people put their names. */
export function signOff(): Section {
  const blank = html`<span class="blank"></span>`;
  const roles = [
    'Model owner',
    'Developer',
    'Independent validator',
    'Compliance (fair lending, data protection)',
    'Risk committee',
  ];
  const decisions = ['approved', 'approved with conditions', 'refused'].map(
    (text) => html`<li><span class="box"></span> ${text}</li>`,
  );
  return {
    id: 'sign-off',
    title: 'Sign-off',
    newPage: true,
    body: html`<ul class="decision">${decisions}</ul><p>Conditions, limits of use, and what is monitored at which thresholds:</p><div class="lines"></div>${table(
      'Who has read this report, and decided',
      ['Role', 'Name', 'Decision', 'Date', 'Signature'].map((head) => ({ head })),
      roles.map((role) => [role, blank, blank, blank, blank]),
    )}`,
  };
}

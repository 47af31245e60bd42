import type { Page } from 'playwright-core';

/** The most that a move may take, in milliseconds. */
export const MOVES_MS = 100;

const MEASURE = `(async () => {
  const input = document.querySelector('.control[data-fact="monthlyIncome"] input');
  const taken = [];
  for (let value = 60; value < 360; value += 10) {
    const begun = performance.now();
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    taken.push(performance.now() - begun);
  }
  return taken;
})()`;

/** From each input of a slider to the picture that shows the new score, in milliseconds. */
export async function moves(page: Page): Promise<number[]> {
  await page.locator('.control[data-fact="monthlyIncome"] input').waitFor({ state: 'attached' });
  return (await page.evaluate(MEASURE)) as number[];
}

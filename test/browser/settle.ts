import type {Page} from "playwright-core";

/** Waits until a page's cells have run: nothing is loading, neither from the network nor in a cell. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.querySelector("observablehq-loading") === null);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import type {ServedFolder} from "../../scripts/site/serveFolder.js";
import {findViolations} from "./axe.js";
import {launchBrowser} from "./launchBrowser.js";
import {listPages, serve} from "./serve.js";
import {settle} from "./settle.js";
import {views} from "./views.js";
import {watchDefects} from "./watchDefects.js";

let browser: Browser;
let site: ServedFolder;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serve()]);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.each(listPages())("%s", (path) => {
  test.each(views)("loads without a defect: $name", async ({width, height, colorScheme}) => {
    const context = await browser.newContext({viewport: {width, height}, colorScheme});
    try {
      const page = await context.newPage();
      const defects = watchDefects(page, site.url);
      await page.goto(new URL(path, site.url).href);
      await settle(page);

      const overflow = (await page.evaluate(findOverflow)).map((element) => `wider than the page: ${element}`);
      expect([...(await defects()), ...overflow]).toEqual([]);

      expect(await findViolations(page)).toEqual([]);
    } finally {
      await context.close();
    }
  });

  test("has live links: every internal link, also those that cells made, leads to a page and to an element", async () => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(new URL(path, site.url).href);
      await settle(page);
      const links = await page.evaluate(() =>
        Array.from(document.querySelectorAll<HTMLAnchorElement>("a[href]"), (a) => a.href),
      );
      const dead: string[] = [];
      for (const link of new Set(links)) {
        const url = new URL(link);
        if (url.origin !== new URL(site.url).origin) continue;
        const response = await fetch(url);
        if (!response.ok) {
          dead.push(link);
          continue;
        }
        const id = decodeURIComponent(url.hash.slice(1));
        if (
          id !== "" &&
          !(await response.text()).includes(`id="${id}"`) &&
          (await page.locator(`[id="${id}"]`).count()) === 0
        ) {
          dead.push(link);
        }
      }
      expect(dead).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

/** Runs in the page: names the elements that make it scroll sideways, or none. */
function findOverflow(): string[] {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = Array.from(document.body.querySelectorAll("*")).filter((element) => {
    return element.getBoundingClientRect().right > root.clientWidth + 0.5;
  });
  const names = wide.slice(0, 5).map((element) => element.cloneNode(false) as Element);
  return names.length > 0 ? names.map((element) => element.outerHTML.slice(0, 160)) : ["the page"];
}

import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import type {ServedFolder} from "../../scripts/site/serveFolder.js";
import {findViolations} from "./axe.js";
import {launchBrowser} from "./launchBrowser.js";
import {serve} from "./serve.js";
import {settle} from "./settle.js";
import {views, type View} from "./views.js";
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

/** Opens a page of the catalog, and fails on an error or on a request to another host. */
async function withPage(path: string, {width, height, colorScheme}: View, act: (page: Page) => Promise<void>) {
  const context = await browser.newContext({viewport: {width, height}, colorScheme});
  try {
    const page = await context.newPage();
    const defects = watchDefects(page, site.url);
    await page.goto(new URL(path, site.url).href);
    await settle(page);
    await act(page);
    expect(await defects()).toEqual([]);
  } finally {
    await context.close();
  }
}

const names = (page: Page) => page.locator("tbody th").allTextContents();
const [desktop] = views;

describe("the catalog", () => {
  test("is sorted by a click on a head, and the address reproduces it", async () => {
    await withPage("catalog/hardware.html", desktop, async (page) => {
      const all = await names(page);
      await page
        .getByRole("columnheader", {name: /^Bandwidth/})
        .getByRole("button")
        .click();
      const sorted = await names(page);
      expect(sorted).not.toEqual(all);
      expect(sorted.toSorted()).toEqual(all.toSorted());
      await page.waitForURL(/\?sort=bandwidth&order=descending$/);
      await page.getByLabel("Vendor").selectOption("AMD");
      await page.getByLabel("Find").fill("mi3");
      await page.waitForURL(/find=mi3&vendor=AMD$/);
      const shown = await names(page);
      await page.reload();
      await settle(page);
      expect(await names(page)).toEqual(shown);
    });
  });

  test("falls back where the address is malformed, with a notice", async () => {
    await withPage("catalog/models.html?sort=colour&family=%00", desktop, async (page) => {
      expect(await page.locator(".notice").count()).toBe(2);
      expect((await names(page)).length).toBeGreaterThan(10);
    });
  });

  test("leads from a name to the comparison with that accelerator", async () => {
    await withPage("catalog/hardware.html", desktop, async (page) => {
      await page.getByRole("link", {name: "H200 SXM", exact: true}).click();
      await page.waitForURL(/\/(?:index\.html)?\?proposal=h200-sxm$/);
      await settle(page);
      expect(await page.locator("main").textContent()).toContain("H200 SXM");
      expect(await page.locator(".notice").count()).toBe(0);
    });
  });

  test("opens a source by keyboard, and closes it by Escape", async () => {
    await withPage("catalog/hardware.html", desktop, async (page) => {
      const figure = page
        .getByRole("row", {name: /^H100 SXM/})
        .getByRole("button", {name: /^989 TFLOP/})
        .first();
      await figure.focus();
      await page.keyboard.press("Enter");
      expect(await figure.getAttribute("aria-expanded")).toBe("true");
      const link = page.locator("tr.source a");
      expect(await link.getAttribute("href")).toMatch(/^https:\/\//);
      await link.focus();
      await page.keyboard.press("Escape");
      expect(await page.locator("tr.source").count()).toBe(0);
      expect(await figure.evaluate((button) => button === document.activeElement)).toBe(true);
    });
  });

  test.each(views)("is accessible with a source open, and scrolls within its box alone: $name", async (view) => {
    await withPage("catalog/models.html", view, async (page) => {
      await page.locator("button.figure").first().click();
      // The note stays in sight where its figure is far to the right.
      await page.locator(".table-scroll").evaluate((box) => (box.scrollLeft = box.scrollWidth));
      const [note, box] = await Promise.all(
        [".source-note", ".table-scroll"].map((selector) => page.locator(selector).boundingBox()),
      );
      expect(note!.x).toBeGreaterThanOrEqual(box!.x - 0.5);
      expect(note!.x + note!.width).toBeLessThanOrEqual(box!.x + box!.width + 0.5);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);

      // What is scrolled half under the column of names counts as a smaller target: look at the table where it begins.
      await page.locator(".table-scroll").evaluate((box) => (box.scrollLeft = 0));
      expect(await findViolations(page)).toEqual([]);
    });
  });
});

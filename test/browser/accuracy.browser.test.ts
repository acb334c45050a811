import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import type {ServedFolder} from "../../scripts/site/serveFolder.js";
import {launchBrowser} from "./launchBrowser.js";
import {serve} from "./serve.js";
import {settle} from "./settle.js";
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

async function withPage(width: number, act: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({viewport: {width, height: 900}});
  try {
    const page = await context.newPage();
    const defects = watchDefects(page, site.url);
    await page.goto(new URL("accuracy.html", site.url).href);
    await settle(page);
    await act(page);
    expect(await defects()).toEqual([]);
  } finally {
    await context.close();
  }
}

const marks = (page: Page, chart: string) => page.locator(`.${chart} path[data-kind]`);

describe("the accuracy page", () => {
  test.each([390, 1280])("lets a reader guess by keyboard, and keeps the score, at %d pixels", async (width) => {
    await withPage(width, async (page) => {
      const box = page.locator(".guess");
      await box.getByRole("slider").focus();
      for (let press = 0; press < 20; press++) await page.keyboard.press("ArrowRight");
      const said = await box.locator("output").innerText();
      expect(said).not.toBe("1.00×");
      await box.getByRole("button", {name: "Reveal"}).focus();
      await page.keyboard.press("Enter");
      expect(await box.locator(".guess-reply").innerText()).toContain(`You said ${said}`);
      expect(await box.locator("[data-row]").count()).toBeGreaterThanOrEqual(4);
      // The focus stands on what comes next.
      await page.keyboard.press("Enter");
      expect(await box.locator(".guess-question").innerText()).toMatch(/^Question 2 of/);
      await box.getByRole("button", {name: "Reveal"}).click();
      expect(await box.getByRole("columnheader", {name: "after 2 questions"}).count()).toBe(1);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);
    });
  });

  test("filters the speed-ups by what changes, and back", async () => {
    await withPage(1280, async (page) => {
      const explorer = page.locator("[data-explorer=accuracy-speedups]");
      const all = await marks(page, "accuracy-speedups").count();
      const values = await marks(page, "accuracy-values").count();
      const sentence = await explorer.getByRole("status").innerText();
      await explorer.getByRole("button", {name: /^precision/}).click();
      const some = await marks(page, "accuracy-speedups").count();
      expect(some).toBeLessThan(all);
      expect(await explorer.locator("path[data-kind=precision]").count()).toBe(some);
      expect(await explorer.getByRole("status").innerText()).not.toBe(sentence);
      expect(await marks(page, "accuracy-values").count()).toBe(values);
      await explorer.getByRole("button", {name: /^all/}).click();
      expect(await marks(page, "accuracy-speedups").count()).toBe(all);
    });
  });

  test("shows the row under the pointer and the one that the slider is at, each with its source", async () => {
    await withPage(1280, async (page) => {
      const explorer = page.locator("[data-explorer=accuracy-speedups]");
      const card = explorer.locator(".accuracy-card");
      const before = await card.innerText();
      await explorer.getByRole("slider").focus();
      await page.keyboard.press("Home");
      const first = await card.innerText();
      expect(first).not.toBe(before);
      expect(await card.getByRole("link").first().getAttribute("href")).toMatch(/^https:\/\//);
      await marks(page, "accuracy-speedups").last().hover({force: true});
      expect(await card.innerText()).not.toBe(first);
    });
  });
});

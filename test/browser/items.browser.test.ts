import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {readCatalog} from "../../data/readCatalog.js";
import {unpublishedEssentials} from "../../lib/catalog/publishedHardware.js";
import type {ServedFolder} from "../../scripts/site/serveFolder.js";
import {launchBrowser} from "./launchBrowser.js";
import {listItemPages, serve} from "./serve.js";
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
    await act(page);
    expect(await defects()).toEqual([]);
  } finally {
    await context.close();
  }
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, site.url).href);
  await settle(page);
}

/** Every so many items, the accelerators that cannot be computed, and a model of each architecture. */
function sample(every: number): string[] {
  const {hardware, models} = readCatalog();
  const unsolvable = hardware.filter((entry) => unpublishedEssentials(entry.hardware).length > 0);
  const kinds = [...new Map(models.map((entry) => [entry.model.architecture, entry])).values()];
  return [
    ...new Set([
      ...unsolvable.map((entry) => `catalog/hardware/${entry.hardware.id}.html`),
      ...kinds.map((entry) => `catalog/models/${entry.model.id}.html`),
      ...listItemPages().filter((_, index) => index % every === 0),
    ]),
  ];
}

describe("the pages of items", () => {
  test("are there for every item, and for no other", async () => {
    const {hardware, models} = readCatalog();
    expect(listItemPages()).toEqual(
      [
        ...hardware.map((entry) => `catalog/hardware/${entry.hardware.id}.html`),
        ...models.map((entry) => `catalog/models/${entry.model.id}.html`),
      ].sort(),
    );
    const answer = await fetch(new URL("catalog/hardware/nothing.html", site.url));
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("There is no page at this address");
  });

  test("open on a phone without an error, with one heading, and no wider than the screen", async () => {
    await withPage(390, async (page) => {
      const wide: string[] = [];
      for (const path of sample(8)) {
        await page.goto(new URL(path, site.url).href);
        // What the page computes stands there once its cell has run; without it this waits in vain, and fails.
        const computed = page.locator(".item-roofline svg, .notice, .step-sentence").first();
        await computed.waitFor({state: "attached", timeout: 15_000});
        const {over, headings} = await page.evaluate(() => ({
          over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          headings: document.querySelectorAll("h1").length,
        }));
        if (over > 0 || headings !== 1) wide.push(`${path}: ${over}, ${headings}`);
        expect(await page.locator(".observablehq--error").allTextContents(), path).toEqual([]);
      }
      expect(wide).toEqual([]);
    });
  });

  test("lead from an accelerator to its source, to its table, to its neighbour and to the comparison", async () => {
    await withPage(1280, async (page) => {
      await open(page, "catalog/hardware/h100-sxm.html");
      const reference = page.locator("a.reference").first();
      const id = await reference.getAttribute("href");
      await reference.click();
      expect(await page.locator(`${id!}:target a`).getAttribute("href")).toMatch(/^https:\/\//);
      await page.getByRole("link", {name: "A100 SXM 80 GB", exact: true}).click();
      await page.waitForURL(/a100-sxm-80\.html$/);
      await page.getByRole("link", {name: "as the proposal"}).click();
      await page.waitForURL(/\?baseline=h100-sxm&proposal=a100-sxm-80$/);
      await settle(page);
      expect(await page.locator(".notice").count()).toBe(0);
      await page.goBack();
      await page.getByRole("navigation", {name: "Breadcrumb"}).getByRole("link", {name: "Hardware"}).click();
      await page.waitForURL(/catalog\/hardware\.html$/);
    });
  });

  test("turn an accelerator's roofline to what is achieved, by keyboard", async () => {
    await withPage(390, async (page) => {
      await open(page, "catalog/hardware/mi300x.html");
      const drawing = page.locator("svg.machine-roofline");
      const before = await drawing.getAttribute("aria-label");
      await page.getByRole("button", {name: "as achieved"}).focus();
      await page.keyboard.press("Enter");
      expect(await drawing.getAttribute("aria-label")).not.toBe(before);
    });
  });

  test.each([390, 1280])(
    "break a step of a model down on the accelerator that is chosen, at %d pixels",
    async (width) => {
      await withPage(width, async (page) => {
        await open(page, "catalog/models/mixtral-8x7b.html");
        const sentence = page.locator(".step-sentence");
        const before = await sentence.innerText();
        await page.getByLabel("Accelerator").selectOption("mi300x");
        expect(await sentence.innerText()).not.toBe(before);
        expect(await sentence.innerText()).toContain("MI300X");
        await page.getByLabel("Batch, exact number").fill("64");
        await page.keyboard.press("Enter");
        expect(await sentence.innerText()).toContain("batch 64");
        const rows = await page.locator(".operator-explorer tbody tr").count();
        expect(rows).toBeGreaterThan(await page.locator("svg.operator-bars [data-operator]").count());
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        ).toBe(0);
      });
    },
  );
});

describe("the timeline", () => {
  test.each([390, 1280])(
    "is walked by keyboard, follows a choice, and leads to an item, at %d pixels",
    async (width) => {
      await withPage(width, async (page) => {
        await open(page, "catalog/timeline.html");
        const card = page.locator(".timeline-card");
        const slider = page.getByRole("slider");
        await slider.focus();
        for (const key of ["End", "ArrowLeft"]) await page.keyboard.press(key);
        const name = await card.getByRole("link").innerText();
        expect(await slider.getAttribute("aria-valuetext")).toContain(`${name}, `);
        expect(await page.locator("svg.timeline [data-selected]").count()).toBeGreaterThan(0);
        const sentence = page.locator(".timeline-sentence");
        const before = await sentence.innerText();
        await page.getByLabel("Vendor").selectOption("NVIDIA");
        expect(await sentence.innerText()).not.toBe(before);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        ).toBe(0);
        await page.locator('svg.timeline [data-item="h100-sxm"]').first().hover({force: true});
        await card.getByRole("link").click();
        await page.waitForURL(/catalog\/hardware\/.*\.html$/);
        expect(await page.locator("h1").innerText()).not.toBe("");
      });
    },
  );
});

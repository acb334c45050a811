import type {Browser, BrowserContext, Page} from "playwright-core";
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

/** Opens the lesson in a view of its own, and fails where anything goes wrong on the way. */
async function withLesson(
  {width, height, colorScheme}: Omit<View, "name">,
  look: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({viewport: {width, height}, colorScheme});
  try {
    const page = await context.newPage();
    const defects = watchDefects(page, site.url);
    await page.goto(new URL("tutorials/pull-requests.html", site.url).href);
    await settle(page);
    await look(page, context);
    expect(await defects()).toEqual([]);
  } finally {
    await context.close();
  }
}

const desktop = views[0];

describe("Explained in Pull Requests", () => {
  test.each(views)("turns its verdict on the slider, and stays accessible with all unfolded: $name", async (view) => {
    await withLesson(view, async (page) => {
      const status = page.locator(".pr-check .pr-status");
      const comment = page.locator(".pr-check .pr-comment");
      expect(await status.innerText()).toMatch(/The check passes\s+exit code 0/);
      expect(await comment.innerText()).toContain("all within limits");

      await page.getByRole("slider", {name: /^The time of a step may rise by/}).focus();
      for (let presses = 0; presses < 100 && (await status.getAttribute("data-code")) === "0"; presses++) {
        await page.keyboard.press("ArrowLeft");
      }
      expect(await status.innerText()).toMatch(/a limit is crossed\s+exit code 3/);
      expect(await comment.locator("tbody tr").first().innerText()).toContain("over a limit");
      expect(await comment.innerText()).toMatch(/Over the limit: time of a step rises by/);
      await page.keyboard.press("ArrowRight");
      await expect.poll(() => status.innerText()).toMatch(/exit code 0/);

      // What is folded has to be readable too.
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      expect(await findViolations(page)).toEqual([]);
      const root = page.locator("html");
      expect(await root.evaluate(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
    });
  });

  test("leaves no value unfilled: no NaN, undefined or empty interpolation", async () => {
    await withLesson(desktop, async (page) => {
      const text = await page.locator("#observablehq-main").evaluate((main) => main.textContent);
      expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
      expect(await page.locator("observablehq-loading").count()).toBe(0);
    });
  });

  test("gives every exercise an answer that is a number", async () => {
    await withLesson(desktop, async (page) => {
      const exercises = await page.locator(".exercise").all();
      expect(exercises.length).toBeGreaterThanOrEqual(4);
      for (const exercise of exercises) {
        await exercise.getByRole("textbox").fill("2");
        await exercise.getByRole("button").click();
        expect(await exercise.getByRole("status").textContent()).toMatch(/the engine computes [\d.,]+/);
        expect(await exercise.locator("details").first().getAttribute("open")).not.toBeNull();
      }
    });
  });

  test("says with exit code 2 that the model no longer fits", async () => {
    await withLesson(desktop, async (page) => {
      await page.getByRole("slider", {name: "Batch"}).focus();
      await page.keyboard.press("End");
      const check = page.locator(".pr-check");
      await expect.poll(() => check.locator(".pr-status").innerText()).toMatch(/does not fit\s+exit code 2/);
      expect(await check.locator(".pr-comment").innerText()).toMatch(/1 does not fit/);
    });
  });

  test("leads from the comment to the home page, with both sides filled in", async () => {
    await withLesson(desktop, async (page) => {
      await page.locator(".pr-check").getByRole("link", {name: "Open the comparison"}).click();
      await settle(page);
      const text = await page.locator("#observablehq-main").innerText();
      expect(text).toMatch(/assistant-8b/);
      expect(text).toMatch(
        /The new assistant-8b with batch 64 is 1\.\d\d× slower than the old assistant-8b with batch 32/,
      );
      expect(await page.locator(".notice:visible").count()).toBe(0);
    });
  });

  test("keeps the name of the fork a name", async () => {
    await withLesson(desktop, async (page) => {
      const comment = page.locator(".pr-comment").last();
      expect(await comment.locator("img, script, strong:text-is('approved')").count()).toBe(0);
      expect((await comment.locator("tbody td").first().innerText()).replaceAll("\u200b", "")).toMatch(
        /^<\/summary><img src=x onerror=alert\(1\)> \*\*approved\*\* \| ✅ \| @everyone see #1$/,
      );
    });
  });

  test("prints the verdict and the whole comment, on white", async () => {
    await withLesson({...desktop, colorScheme: "dark"}, async (page) => {
      await page.emulateMedia({media: "print"});
      const ground = await page
        .locator(".pr-check .pr-comment")
        .evaluate((box) => getComputedStyle(box).backgroundColor);
      expect(ground).toBe("rgb(255, 255, 255)");
      expect(await page.locator(".pr-check .pr-status").isVisible()).toBe(true);
    });
  });
});

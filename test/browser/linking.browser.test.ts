import type {Browser, BrowserContext, Page} from "playwright-core";
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from "vitest";
import type {ServedFolder} from "../../scripts/site/serveFolder.js";
import {launchBrowser} from "./launchBrowser.js";
import {serve} from "./serve.js";
import {settle} from "./settle.js";
import {watchDefects} from "./watchDefects.js";

let browser: Browser;
let site: ServedFolder;
let context: BrowserContext;
let page: Page;
let defects: () => Promise<string[]>;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serve()]);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  context = await browser.newContext({viewport: {width: 1280, height: 900}, reducedMotion: "reduce", hasTouch: true});
  page = await context.newPage();
  defects = watchDefects(page, site.url);
  await page.goto(new URL("index.html", site.url).href);
  await settle(page);
  await page.waitForSelector(".verdict");
});

afterEach(async () => {
  const found = await defects();
  await context.close();
  expect(found).toEqual([]);
});

/** The sentence on the gap, which speaks of the launches. */
const gap = () => page.locator("[data-claim=gap]");
/** The launches of one side in the time bars. */
const launches = (side: string) => page.locator(`.time-bars g[data-term=overhead][data-side=${side}]`);
const traffic = () => page.locator(".time-bars g[data-term=memory][data-side=baseline]");
const style = (selector: ReturnType<typeof gap>, name: string) =>
  selector.evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name);
const isLit = (selector: ReturnType<typeof gap>) => selector.evaluate((element) => element.hasAttribute("data-lit"));

describe("words and marks", () => {
  test("light each other up by keyboard alone, and Escape puts them out", async () => {
    await page.locator(".verdict").focus();
    for (let presses = 0; presses < 12 && !(await isLit(gap())); presses++) await page.keyboard.press("Tab");
    expect(await gap().evaluate((element) => element.matches(":focus-visible"))).toBe(true);
    expect(await style(gap(), "outline-style")).toBe("solid");
    for (const side of ["baseline", "proposal"]) {
      expect(await isLit(launches(side))).toBe(true);
      expect(await style(launches(side).locator("rect"), "stroke-width")).toBe("2.5px");
      expect(await style(launches(side), "opacity")).toBe("1");
    }
    await page.keyboard.press("Escape");
    expect(await isLit(launches("baseline"))).toBe(false);
    expect(await page.locator("[data-lit], [data-dim]").count()).toBe(0);
  });

  test("dim what a sentence does not speak of, in its figures alone", async () => {
    await page.locator("[data-claim=wasted-rate]").focus();
    expect(await isLit(page.locator(".waterfall [data-factor=peak-flops]"))).toBe(true);
    expect(Number(await style(page.locator(".waterfall [data-factor=memory-bandwidth]"), "opacity"))).toBeLessThan(0.6);
    expect(await style(traffic(), "opacity")).toBe("1");
  });

  test("light the sentence under the pointer's mark, and go out with it", async () => {
    await launches("baseline").locator("rect").hover();
    expect(await isLit(gap())).toBe(true);
    expect(await style(gap(), "outline-style")).toBe("solid");
    await page.locator("h1").hover();
    expect(await isLit(gap())).toBe(false);
  });

  test("lead from mark to mark by arrow keys, and say what is said of each", async () => {
    await page.locator(".time-bars [role=img][tabindex='0']").focus();
    for (let presses = 0; presses < 6 && !(await isLit(launches("baseline"))); presses++) {
      await page.keyboard.press("ArrowRight");
    }
    const ids = (await launches("baseline").getAttribute("aria-describedby"))!.split(" ");
    const said = await Promise.all(ids.map((id) => page.locator(`#${id}`).innerText()));
    expect(said.join(" ")).toContain("launch overhead");
  });

  test("stay lit by a click while the slider moves, and by a tap until the next", async () => {
    await gap().click();
    const slider = page.locator(".batch [type=range]");
    await slider.focus();
    for (let press = 0; press < 20; press++) await page.keyboard.press("ArrowRight");
    expect(await isLit(launches("proposal"))).toBe(true);
    await page.keyboard.press("Escape");
    expect(await page.locator("[data-lit]").count()).toBe(0);
    await page.locator("[data-claim=same-regime]").tap();
    expect(await isLit(traffic())).toBe(true);
    await page.locator("[data-claim=same-regime]").tap();
    expect(await isLit(traffic())).toBe(false);
  });

  test("can be told apart without colour in both schemes", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({colorScheme});
      await gap().focus();
      const [lit, plain] = await Promise.all(
        [launches("baseline"), traffic()].map((mark) => style(mark.locator("rect"), "stroke-width")),
      );
      expect(lit).not.toBe(plain);
      await page.keyboard.press("Escape");
      await page.locator("h1").click();
    }
  });
});

describe("on paper", () => {
  test("every figure is drawn, every table is open, and nothing sticks or waits for a press", async () => {
    await page.locator(".batch [type=number]").fill("100");
    await page.emulateMedia({media: "print"});
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const figures = page.locator("figure[data-chart]");
    expect(await figures.count()).toBe(6);
    const seconds = await page.locator("[data-chart=time-bars] table").innerText();
    expect(seconds).toContain("15.7 ms");
    for (const twin of await page.locator("figure .twin table").all())
      expect((await twin.boundingBox())!.height).toBeGreaterThan(20);
    expect(await page.locator("[data-chart=batch-axis] svg").getAttribute("aria-label")).toContain("batch 63");
    expect(await style(page.locator(".batch-bar"), "position")).toBe("static");
    expect(await page.locator(".segments").isVisible()).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    );
  });
});

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
  context = await browser.newContext({viewport: {width: 1280, height: 900}});
  page = await context.newPage();
  defects = watchDefects(page, site.url);
});

afterEach(async () => {
  const found = await defects();
  await context.close();
  expect(found).toEqual([]);
});

async function open(query = ""): Promise<void> {
  await page.goto(new URL(`index.html${query}`, site.url).href);
  await settle(page);
  await page.waitForSelector(".verdict");
}

const sentence = async () => (await page.locator(".verdict").innerText()).replaceAll("\u00a0", " ");
const notices = () => page.locator(".notices .notice").allInnerTexts();
/** Each chart as drawn, by its kind, whatever the order in which its attributes were set; "" where it is not seen. */
const charts = () =>
  page.evaluate(() => {
    const figures = Array.from(document.querySelectorAll<HTMLElement>("figure[data-chart]"));
    return Object.fromEntries(
      figures.map((figure) => {
        const marks = Array.from(figure.querySelectorAll("svg, svg *"), (mark) => {
          const attributes = Array.from(mark.attributes, ({name, value}) => `${name}=${value}`).sort();
          return [mark.tagName, ...attributes, mark.childElementCount === 0 ? mark.textContent : ""].join(" ");
        });
        return [figure.dataset["chart"] ?? "", figure.checkVisibility() ? marks.join("\n") : ""];
      }),
    );
  });
const kinds = ["batch-axis", "roofline", "time-bars", "waterfall"];

describe("the home page", () => {
  test("opens with the tutorial's comparison: 1.39×, memory bound on both", async () => {
    await open();
    expect(await sentence()).toMatch(
      /^H100 SXM is 1\.39× faster than A100 SXM 80 GB .*: 8\.0 ms against 11\.0 ms a step\.$/,
    );
    expect(await page.locator(".claims").innerText()).toContain("Both are memory bound");
    expect(await page.locator(".remark").innerText()).toMatch(/calibrated on measured kernels.* gives 1\.\d\d×/);
    expect(new URL(page.url()).search).toBe("");
  });

  test("follows the batch slider with the sentence, all four charts and the address", async () => {
    await open();
    const [words, drawings] = [await sentence(), await charts()];
    expect(Object.keys(drawings).sort()).toEqual(kinds);
    await page.locator(".batch [type=range]").focus();
    for (let press = 0; press < 75; press++) await page.keyboard.press("ArrowRight");
    expect(await sentence()).not.toBe(words);
    const moved = await charts();
    for (const kind of kinds) expect(moved[kind], kind).not.toBe(drawings[kind]);
    await page.waitForFunction(() => location.search.includes("batch="));
    const batch = new URL(page.url()).searchParams.get("batch");
    expect(await page.locator(".batch [type=number]").inputValue()).toBe(batch);
    expect(await page.locator(".claims").innerText()).toContain("The regime shifts");
  });

  test("is reproduced by a link with its state", async () => {
    await open();
    await page.locator(".proposal select").selectOption("h200-sxm");
    await page.locator(".precision select").selectOption("fp8");
    await page.locator(".batch [type=number]").fill("100");
    await page.waitForFunction(() => location.search.includes("batch=100"));
    const [link, words, drawings] = [page.url(), await sentence(), await charts()];
    expect(new URL(link).search).toBe("?proposal=h200-sxm&batch=100&precision=fp8");
    await page.goto("about:blank");
    await page.goto(link);
    await settle(page);
    await page.waitForSelector(".verdict");
    expect(await sentence()).toBe(words);
    expect(await charts()).toEqual(drawings);
  });

  test("falls back with a notice where the query is malformed", async () => {
    await open("?batch=-3&model=foo&precision=%FF&utm_source=x#how-to-read-the-four-figures");
    expect((await notices()).length).toBe(3);
    expect((await notices())[0]).toMatch(/expected .*, got .* Showing the default instead\./);
    expect(await sentence()).toContain("1.39×");
  });

  test("shows a verdict and no chart for Llama-3.1-70B in bf16 on one H100", async () => {
    await open("?model=llama-3.1-70b&precision=bf16&baseline=mi300x");
    expect(await sentence()).toMatch(/^Llama-3\.1-70B at batch 1 does not fit on one H100 SXM: .* more than/);
    expect(await page.locator(".verdict-box .notice").innerText()).toMatch(/^It would fit /);
    expect(Object.values(await charts()).filter((drawing) => drawing !== "")).toEqual([]);
    await page.locator(".precision select").selectOption("fp8");
    expect(Object.values(await charts()).filter((drawing) => drawing !== "")).toHaveLength(4);
  });

  test("tells screen readers the explanation once the slider rests", async () => {
    await open();
    const live = page.locator(".explorer > [aria-live=polite]");
    await page.locator(".batch [type=number]").fill("100");
    await page.waitForFunction(() =>
      document.querySelector(".explorer > [aria-live=polite]")?.textContent.includes("1.98×"),
    );
    expect(await live.innerText()).toContain("The regime shifts");
  });

  test.each([390, 1280])("draws its charts at the width of their place, at %d pixels", async (width) => {
    await page.setViewportSize({width, height: 900});
    await open();
    const widths = await page.evaluate(() =>
      Array.from(document.querySelectorAll("figure[data-chart] svg"), (svg) => [
        Number(svg.getAttribute("width")),
        Math.floor(svg.parentElement!.getBoundingClientRect().width),
      ]),
    );
    expect(widths).toHaveLength(4);
    for (const [drawn, place] of widths) expect(drawn).toBe(place);
  });
});

import {readFileSync} from "node:fs";
import type {Browser, BrowserContext, Page} from "playwright-core";
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from "vitest";
import type {ServedFolder} from "../../scripts/site/serveFolder.js";
import {findViolations} from "./axe.js";
import {launchBrowser} from "./launchBrowser.js";
import {serve} from "./serve.js";
import {settle} from "./settle.js";
import {views} from "./views.js";
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

/** A model that the catalog lacks. */
const config = JSON.stringify({
  ...(JSON.parse(readFileSync("test/fixtures/catalog/config-llama/input.json", "utf8")) as object),
  _name_or_path: "Wide-8B",
  hidden_size: 8192,
});

const encoder = readFileSync("test/fixtures/configs/google-bert--bert-base-uncased/config.json", "utf8");

/** Longer than the page takes to draw what is out of sight, by the page's own clock: its timers that are due come first. */
const rested = () => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
const sentence = async () => (await page.locator(".verdict").innerText()).replaceAll("\u00a0", " ");
const notices = () => page.locator(".notices .notice").allInnerTexts();
/** Each chart as drawn, by its kind, whatever the order in which its attributes were set; "" where it is not seen. */
const charts = () =>
  page.evaluate(() => {
    const figures = Array.from(document.querySelectorAll<HTMLElement>("figure[data-chart]"));
    return Object.fromEntries(
      figures.map((figure) => {
        const marks = Array.from(figure.querySelectorAll("svg, svg *, .bar"), (mark) => {
          const attributes = Array.from(mark.attributes, ({name, value}) => `${name}=${value}`).sort();
          return [mark.tagName, ...attributes, mark.childElementCount === 0 ? mark.textContent : ""].join(" ");
        });
        return [figure.dataset["chart"] ?? "", figure.checkVisibility() ? marks.join("\n") : ""];
      }),
    );
  });
/** The figures by their kind. */
const kinds = ["batch-axis", "capture", "operators", "roofline", "time-bars", "waterfall"];

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

  test("follows the batch slider with the sentence, all figures and the address", async () => {
    await open();
    const [words, drawings] = [await sentence(), await charts()];
    expect(Object.keys(drawings).sort()).toEqual(kinds);
    await page.locator(".batch [type=range]").focus();
    for (let press = 0; press < 75; press++) await page.keyboard.press("ArrowRight");
    expect(await sentence()).not.toBe(words);
    // What is out of sight follows when the slider rests.
    for (const kind of kinds)
      await expect.poll(async () => (await charts())[kind], {message: kind}).not.toBe(drawings[kind]);
    await rested();
    const batch = new URL(page.url()).searchParams.get("batch");
    expect(batch).not.toBeNull();
    expect(await page.locator(".batch [type=number]").inputValue()).toBe(batch);
    expect(await page.locator(".claims").innerText()).toContain("The regime shifts");
  });

  test("loads what reads a config.json when a reader opens its place, and compares the model", async () => {
    const scripts: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith(".js")) scripts.push(request.url());
    });
    await open();
    const [before, words] = [scripts.length, await sentence()];
    await page.locator(".own-model > summary").click();
    await expect.poll(() => scripts.length).toBeGreaterThan(before);
    await page.locator(".own-model textarea").fill(config);
    await page.getByRole("button", {name: "Use this model"}).click();
    await page.waitForURL(/model=own/);
    expect(await sentence()).not.toBe(words);
    const own = await sentence();
    await page.reload();
    await settle(page);
    await page.waitForSelector(".verdict");
    expect([await sentence(), await notices()]).toEqual([own, []]);
  });

  test("compares a pasted encoder in a forward pass", async () => {
    await open();
    await page.locator(".own-model > summary").click();
    await page.locator(".own-model textarea").fill(encoder);
    await page.getByRole("button", {name: "Use this model"}).click();
    await page.waitForURL(/model=own/);
    expect(await sentence()).toMatch(/^H100 SXM is \d\.\d+× faster than A100 SXM 80 GB at running .* a pass\.$/);
    expect([await page.locator(".phase select").inputValue(), await notices()]).toEqual(["forward", []]);
    expect(await page.locator(".own-model-outcome").innerText()).toContain("parameters, counted from its shape");
    await rested();
    expect(Object.values(await charts()).filter((drawing) => drawing !== "")).toHaveLength(kinds.length);
    expect(await findViolations(page)).toEqual([]);
  });

  test("is opened by the page of an encoder, with no notice, and follows the batch", async () => {
    await page.goto(new URL("catalog/models/bert-base.html", site.url).href);
    await settle(page);
    await page.getByRole("link", {name: "Compare two accelerators"}).click();
    await page.waitForSelector(".verdict");
    expect(new URL(page.url()).search).toBe("?model=bert-base");
    expect(await sentence()).toContain("at running BERT-Base (fp16, batch 1, input of 512 tokens)");
    expect(await notices()).toEqual([]);
    await page.locator(".batch [type=number]").fill("64");
    await page.waitForFunction(() => location.search === "?model=bert-base&batch=64");
    expect(await sentence()).toContain("batch 64");
  });

  test("shows nothing before the answer to a link that carries a model", async () => {
    await page.addInitScript(() => {
      const seen = new Set<string>();
      (globalThis as {seen?: Set<string>}).seen = seen;
      new MutationObserver(() => {
        for (const element of document.querySelectorAll(".verdict, .notice, .observablehq--error"))
          if (element.textContent) seen.add(element.textContent);
      }).observe(document, {subtree: true, childList: true, characterData: true});
    });
    await open(`?${new URLSearchParams({config}).toString()}`);
    const seen = await page.evaluate(() => [...(globalThis as {seen?: Set<string>}).seen!]);
    expect(seen.map((text) => text.replaceAll("\u00a0", " "))).toEqual([await sentence()]);
    expect(await page.locator(".model select option:checked").innerText()).toBe("Wide-8B");
  });

  test("is reproduced by a link with its state", async () => {
    await open();
    await page.locator(".proposal select").selectOption("h200-sxm");
    await page.locator(".precision select").selectOption("fp8");
    await page.locator(".batch [type=number]").fill("100");
    await page.waitForFunction(() => location.search.includes("batch=100"));
    await rested();
    const [link, words, drawings] = [page.url(), await sentence(), await charts()];
    expect(new URL(link).search).toBe("?proposal=h200-sxm&batch=100&precision=fp8");
    await page.goto("about:blank");
    await page.goto(link);
    await settle(page);
    await page.waitForSelector(".verdict");
    expect(await sentence()).toBe(words);
    await rested();
    expect(await charts()).toEqual(drawings);
  });

  test("falls back with a notice where the query is malformed", async () => {
    await open("?batch=-3&model=foo&precision=%FF&utm_source=x#how-to-read-the-figures");
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
    expect(Object.values(await charts()).filter((drawing) => drawing !== "")).toHaveLength(kinds.length);
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
    await rested();
    const widths = await page.evaluate(() =>
      Array.from(document.querySelectorAll("figure[data-chart] svg"), (svg) => [
        Number(svg.getAttribute("width")),
        Math.floor(svg.parentElement!.getBoundingClientRect().width),
      ]),
    );
    expect(widths).toHaveLength(kinds.length - 1);
    for (const [drawn, place] of widths) expect(drawn).toBe(place);
  });

  test("compares cost with the prices of the link, and another headline, without a notice", async () => {
    await open("?metric=cost&baseline-price=2&proposal-price=4.5&headline=3.2");
    expect(await notices()).toEqual([]);
    expect(await sentence()).toMatch(/\$/);
    expect(await page.locator("[data-claim=gap]").innerText()).toContain("3.20×");
    expect(await page.locator(".more > summary").innerText()).toContain("cost of a million tokens");
    await page.locator(".more > summary").click();
    expect(await page.locator(".price input").first().inputValue()).toBe("2");
    await page.getByLabel("Proposal, USD an hour").fill("9");
    await page.waitForFunction(() => location.search.includes("proposal-price=9"));
  });

  test("lets the answer begin within the first screen of a desk, and not much below that of a phone", async () => {
    for (const [width, height, most] of [
      [1280, 900, 700],
      [390, 844, 1000],
    ] as const) {
      await page.setViewportSize({width, height});
      await open();
      expect((await page.locator(".verdict").boundingBox())!.y).toBeLessThan(most);
    }
  });

  test.each(["?model=resnet-50&batch=8", "?model=bert-base&phase=decode", "?model=whisper-tiny&phase=request"])(
    "is accessible with a model that is no decoder: %s",
    async (query) => {
      await open(query);
      await rested();
      await page.evaluate(() => {
        for (const folded of document.querySelectorAll("details")) folded.open = true;
      });
      expect(await findViolations(page)).toEqual([]);
    },
  );

  test.each(views)("is accessible with everything unfolded, operators and another axis: $name", async (view) => {
    await page.setViewportSize({width: view.width, height: view.height});
    await page.emulateMedia({colorScheme: view.colorScheme});
    await open("?calibration=calibrated&granularity=operator&precision=bf16&batch=150&input-length=128&metric=cost");
    await page.locator(".segments button[value=memory-bandwidth]").click();
    await rested();
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll("details")) folded.open = true;
    });
    expect(await findViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    );
  });
});

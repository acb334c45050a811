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
  await page.goto(new URL("tutorials/differential-explainer.html", site.url).href);
  await settle(page);
});

afterEach(async () => {
  const found = await defects();
  await context.close();
  expect(found).toEqual([]);
});

/** The text from a heading to the next of its level, as a reader sees it. */
async function sectionText(title: string): Promise<string> {
  return page.evaluate((wanted) => {
    const heading = Array.from(document.querySelectorAll("h2")).find((h2) => h2.textContent?.trim() === wanted);
    let text = "";
    for (let node = heading?.nextElementSibling; node && node.tagName !== "H2"; node = node.nextElementSibling) {
      text += `${(node as HTMLElement).innerText}\n`;
    }
    return text.replace(/\s+/g, " ");
  }, title);
}

/** The slider, by its accessible name, that comes first after a heading. */
function sliderAfter(title: string, name: RegExp) {
  const heading = page.getByRole("heading", {level: 2, name: title, exact: true});
  return heading.locator("xpath=following::input[@type='range']").and(page.getByRole("slider", {name})).first();
}

describe("The Differential Explainer", () => {
  test("computes the published figures", async () => {
    const question = await sectionText("The question");
    expect(question).toContain("11.0 ms");
    expect(question).toContain("8.0 ms");
    expect(question).toContain("1.39×");
    expect(await sectionText("A memory-bound upgrade, the disappointment")).toMatch(
      /Speedup: 1\.39x .*Baseline Regime: Memory Bound .*Proposal Regime: Memory Bound/,
    );
    expect(await sectionText("Why the speed-up is not the bandwidth ratio")).toMatch(/launch overhead 3\.2 ms 3\.2 ms/);
    expect(await sectionText("The large batch")).toMatch(/a speed-up of 2\.65×/);
  });

  test("leaves no value unfilled: no NaN, undefined or empty interpolation", async () => {
    const text = await page.locator("#observablehq-main").innerText();
    expect(text).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
    expect(await page.locator("observablehq-loading").count()).toBe(0);
  });

  test("announces a regime shift inside the window, and none outside", async () => {
    const slider = sliderAfter("A true regime shift", /batch/i);
    const sentence = page.locator("[data-lesson=regimes]");
    expect(await sentence.textContent()).toContain("Both are memory bound");
    await slider.focus();
    await page.keyboard.press("End");
    await expect.poll(() => sentence.textContent()).toMatch(/does not fit|Both are compute bound/);
    // From the right end, leftwards, until one machine has shifted and the other not.
    for (let presses = 0; presses < 400 && !/regime shifts/.test((await sentence.textContent())!); presses++) {
      await page.keyboard.press("ArrowLeft");
    }
    expect(await sentence.textContent()).toMatch(/^The regime shifts: A100 .* compute bound .* H100 .* memory bound/);
    const batch = Number(await slider.getAttribute("aria-valuetext"));
    expect(batch).toBeGreaterThanOrEqual(63);
    expect(batch).toBeLessThanOrEqual(121);
    expect(await sectionText("A true regime shift")).toMatch(/peak FLOP\/s .* multiplies the speed-up by/i);
    await page.keyboard.press("Home");
    await expect.poll(() => sentence.textContent()).toContain("Both are memory bound");
  });

  test("compares a prediction with the engine, by keyboard alone", async () => {
    const exercise = page.locator(".exercise").first();
    const answer = exercise.locator("details");
    const field = exercise.getByRole("textbox");
    await field.focus();
    expect(await answer.getAttribute("open")).toBeNull();

    await page.keyboard.type("many");
    await page.keyboard.press("Enter");
    const reply = exercise.getByRole("status");
    expect(await reply.textContent()).toMatch(/^Write a number above zero/);
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await answer.getAttribute("open")).toBeNull();

    await field.fill("");
    await page.keyboard.type("1.39×");
    await page.keyboard.press("Enter");
    expect(await reply.textContent()).toMatch(/^You predicted 1\.39×, the engine computes 2\.65×\. .*48 % below/);
    expect(await field.getAttribute("aria-invalid")).toBe("false");
    expect(await answer.getAttribute("open")).not.toBeNull();
    expect(await answer.innerText()).toMatch(/compute bound/);
  });

  test("gives every exercise an answer that is a number", async () => {
    for (const exercise of await page.locator(".exercise").all()) {
      await exercise.getByRole("textbox").fill("2");
      await exercise.getByRole("button").click();
      expect(await exercise.getByRole("status").textContent()).toMatch(/the engine computes [\d.,]+/);
      expect(await exercise.locator("details").getAttribute("open")).not.toBeNull();
    }
  });

  test("follows the reader's own comparison, and answers with a verdict where it does not fit", async () => {
    const title = "Your own comparison";
    const heading = page.getByRole("heading", {level: 2, name: title, exact: true});
    const select = (name: string) => page.getByRole("combobox", {name, exact: true});
    expect(await sectionText(title)).toContain("H200 SXM");

    await select("Proposal").selectOption({label: "B200"});
    await expect.poll(() => sectionText(title)).toMatch(/B200 is [\d.]+× faster than A100 SXM 80 GB/);

    await select("Model").selectOption({label: "Llama-3.1-70B"});
    await expect
      .poll(() => sectionText(title))
      .toMatch(/Llama-3\.1-70B at batch 64 does not fit on one A100 SXM 80 GB/);

    // More tokens than the model's context: a sentence, not an error.
    await select("Model").selectOption({label: "Llama-2-7B"});
    const context = heading.locator("xpath=following::input[@type='number']").first();
    await context.fill("9000000");
    await expect.poll(() => sectionText(title)).toMatch(/more than the context of Llama-2-7B/);
    await context.fill("");
    await context.fill("512");
    await expect.poll(() => sectionText(title)).toMatch(/B200 is [\d.]+× faster/);
  });
});

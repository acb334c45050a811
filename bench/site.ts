import {gzipSync} from "node:zlib";
import type {Browser, Page} from "playwright-core";
import {buildSite} from "../scripts/site/buildSite.js";
import {launchBrowser} from "../test/browser/launchBrowser.js";
import {listPages, serve} from "../test/browser/serve.js";
import {largeCatalog} from "./largeCatalog.js";
import type {Result} from "./result.js";

/** Rows of the table that is filtered: more than the catalog has. */
const rows = 150;

/** Times a clean build of the site. */
export async function benchBuild(): Promise<Result> {
  const start = performance.now();
  await buildSite();
  return {
    what: "site build, clean",
    value: (performance.now() - start) / 1000,
    unit: "s",
    budget: 60,
    bound: "at most",
  };
}

/** Weighs what the browser really loads of each page, and times the home slider and the filter of the catalog. */
export async function benchPages(): Promise<Result[]> {
  const [site, browser] = await Promise.all([serve(), launchBrowser()]);
  try {
    const weights: Result[] = [];
    for (const path of listPages()) weights.push(await weigh(browser, site.url, path));
    return [...weights, await timeSlider(browser, site.url), await timeFilter(browser, site.url)];
  } finally {
    await browser.close();
    await site.close();
  }
}

async function weigh(browser: Browser, origin: string, path: string): Promise<Result> {
  const page = await browser.newPage();
  const scripts: Promise<number>[] = [];
  page.on("response", (response) => {
    if (!response.url().endsWith(".js")) return;
    scripts.push(response.body().then((body) => gzipSync(body, {level: 9}).length));
  });
  await page.goto(origin + path, {waitUntil: "networkidle"});
  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  await page.close();
  const budget = path.startsWith("tutorials/") ? 120 : 200;
  return {what: `JavaScript of ${path}, gzip`, value: bytes / 1000, unit: "kB", budget, bound: "at most"};
}

async function timeSlider(browser: Browser, origin: string): Promise<Result> {
  const page = await browser.newPage({viewport: {width: 1280, height: 900}});
  await page.goto(origin, {waitUntil: "networkidle"});
  const times = await repaintTimes(page);
  await page.close();
  return withinFrame("slider to repaint, 95th percentile", times);
}

/** Times a table of 150 accelerators from each letter typed into its search until the rows that match are painted. */
async function timeFilter(browser: Browser, origin: string): Promise<Result> {
  const page = await browser.newPage({viewport: {width: 1280, height: 900}});
  for (const [name, body] of Object.entries(await largeCatalog(rows)))
    await page.route(new RegExp(`/${name}\\.[0-9a-f]+\\.arrow$`), (route) => route.fulfill({body}));
  await page.goto(`${origin}catalog/hardware.html`, {waitUntil: "networkidle"});
  const count = await page.locator(".catalog tbody tr").count();
  if (count < rows) throw new Error(`expected a table of ${rows} rows, got ${count}`);
  const times = await filterTimes(page);
  await page.close();
  return withinFrame(`letter typed to table of ${rows} rows repainted, 95th percentile`, times);
}

/** A frame at 60 Hz is the budget. */
function withinFrame(what: string, times: number[]): Result {
  times.sort((a, b) => a - b);
  const p95 = times[Math.floor(0.95 * times.length)] ?? Infinity;
  return {what, value: p95, unit: "ms", budget: 16, bound: "at most"};
}

/** Milliseconds from each move of the batch slider until the frame that shows it is painted. */
function repaintTimes(page: Page): Promise<number[]> {
  // No named function in here: tsx would call a helper of its own, which the page lacks.
  return page.evaluate(async (moves) => {
    const slider = document.querySelector<HTMLInputElement>(".batch [type=range]");
    if (slider === null) throw new Error("expected a batch slider");
    const [least, most] = [Number(slider.min), Number(slider.max)];
    const samples: number[] = [];
    for (let move = 0; move < moves; move++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const start = performance.now();
      slider.value = String(least + Math.round(((most - least) * ((move * 37) % moves)) / moves));
      slider.dispatchEvent(new Event("input", {bubbles: true}));
      // A message posted in a frame's callback is handled after that frame is painted.
      await new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = resolve;
        channel.port2.postMessage(null);
      });
      // The first moves compile the code.
      if (move >= 20) samples.push(performance.now() - start);
    }
    return samples;
  }, 220);
}

/**
 * Milliseconds from each change of the search until the frame that shows it is painted: letters in each frame, and letters
 * with a rest between them, when all rows have come. Throws where rows do not fill the box in that frame, as far as there are
 * any, or where after the rest any row is missing, for a table is easily fast that shows nothing.
 */
function filterTimes(page: Page): Promise<number[]> {
  // No named function in here: tsx would call a helper of its own, which the page lacks.
  return page.evaluate(async () => {
    const search = document.querySelector<HTMLInputElement>(".catalog [type=search]");
    const box = document.querySelector<HTMLElement>(".catalog .table-scroll");
    if (search === null || box === null) throw new Error("expected a search and a table");
    const texts = ["h", "h1", "h10", "h100", "h10", "h1", "h", "", "n", "nv", "nvi", "nv", "n", "", "zz", ""];
    const samples: number[] = [];
    for (let round = 0; round < 14; round++) {
      for (const text of texts) {
        const rests = round >= 10;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const start = performance.now();
        search.value = text;
        search.dispatchEvent(new Event("input", {bubbles: true}));
        // A message posted in a frame's callback is handled after that frame is painted.
        await new Promise((resolve) => {
          const channel = new MessageChannel();
          channel.port1.onmessage = resolve;
          channel.port2.postMessage(null);
        });
        const elapsed = performance.now() - start;
        // The first rounds compile the code.
        if (round >= 2) samples.push(elapsed);

        const matching = Number(/^\d+/.exec(document.querySelector(".catalog .count")?.textContent ?? "")?.[0]);
        let rows = Array.from(box.querySelectorAll<HTMLElement>("tbody tr:not([hidden]) th"));
        const edges = box.getBoundingClientRect();
        let filled = 0;
        for (const row of rows) {
          const {top, bottom} = row.getBoundingClientRect();
          if (bottom < edges.top || top > edges.bottom) continue;
          filled = Math.max(filled, bottom);
          if (row.checkVisibility({contentVisibilityAuto: true})) continue;
          throw new Error(`"${text}": expected ${row.textContent} to be painted at once, for the box has room for it`);
        }
        if (rows.length < matching && filled < edges.top + box.clientHeight)
          throw new Error(`"${text}": expected rows to fill the box at once, got ${rows.length} of ${matching}`);
        if (!rests) continue;
        await new Promise((resolve) => setTimeout(resolve, 200));
        rows = Array.from(box.querySelectorAll<HTMLElement>("tbody tr:not([hidden]) th"));
        if (rows.length !== matching || !rows.every((row) => row.checkVisibility()))
          throw new Error(`"${text}": expected ${matching} rows after 200 ms, got ${rows.length}`);
      }
    }
    return samples;
  });
}

import {tableFromIPC} from "apache-arrow";
import {parse} from "csv-parse/sync";
import {parquetReadObjects} from "hyparquet";
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

const names = (page: Page) => page.locator(".data-table tbody tr:not([hidden]) th").allTextContents();
const [desktop] = views;
const phone = views[2];

/** Presses Tab until the focus is on what the predicate takes, as a reader without a mouse does. */
async function tabTo(page: Page, what: string, selector: string): Promise<void> {
  for (let press = 0; press < 400; press++) {
    if (await page.evaluate((css) => document.activeElement?.matches(css) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`expected Tab to reach ${what}`);
}

/** How many rows a downloaded file holds, by a reader of its format. */
async function countRows(name: string, bytes: Buffer): Promise<number> {
  switch (name.split(".").at(-1)) {
    case "arrow":
      return tableFromIPC(bytes).numRows;
    case "parquet":
      return (await parquetReadObjects({file: new Uint8Array(bytes).buffer})).length;
    case "csv":
      return parse(bytes, {columns: true}).length;
    default:
      return (JSON.parse(bytes.toString()) as {rows: unknown[]}).rows.length;
  }
}

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

  test("shows the rows in sight in the frame after a letter, also where it is scrolled, and all others soon", async () => {
    await withPage("catalog/hardware.html", desktop, async (page) => {
      const blank = await page.evaluate(async () => {
        const search = document.querySelector<HTMLInputElement>(".catalog [type=search]")!;
        const box = document.querySelector<HTMLElement>(".catalog .table-scroll")!;
        const table = box.querySelector("table")!;
        const found: string[] = [];
        for (const top of [0, 900, 1e6]) {
          for (const text of ["n", "", "h100", "h", "", "zz", ""]) {
            box.scrollTop = top;
            await new Promise((resolve) => requestAnimationFrame(resolve));
            search.value = text;
            search.dispatchEvent(new Event("input", {bubbles: true}));
            const heights = new Set<number>();
            for (let frame = 0; frame < 15; frame++) {
              // A message posted in a frame's callback is handled after that frame is painted.
              await new Promise((resolve) => {
                const channel = new MessageChannel();
                channel.port1.onmessage = resolve;
                channel.port2.postMessage(null);
              });
              const {top: upper, bottom: lower} = box.getBoundingClientRect();
              heights.add(box.scrollHeight);
              let [first, last, drawn] = [lower, upper, 0];
              for (const name of table.querySelectorAll("tbody tr:not([hidden]) th")) {
                const {top, bottom} = name.getBoundingClientRect();
                const isInSight = bottom > upper && top < lower;
                if (!isInSight) continue;
                if (!name.checkVisibility({contentVisibilityAuto: true}))
                  found.push(`"${text}", frame ${frame}: ${name.textContent}`);
                [first, last, drawn] = [Math.min(first, top), Math.max(last, bottom), drawn + bottom - top];
              }
              // Rows fill the box, one next to the other, but for the head and the scrollbar.
              const matching = Number.parseInt(document.querySelector(".catalog .count")!.textContent, 10);
              if (matching > 20 && (drawn < 0.95 * (last - first) || last - first < 0.85 * (lower - upper)))
                found.push(
                  `"${text}", frame ${frame}: ${last - first} of ${lower - upper} px are filled by ${drawn} px`,
                );
              await new Promise((resolve) => requestAnimationFrame(resolve));
            }
            await new Promise((resolve) => setTimeout(resolve, 120));
            heights.add(box.scrollHeight);
            if (Math.max(...heights) > 1.01 * Math.min(...heights))
              found.push(`"${text}": heights ${[...heights].join()}`);
            const names = Array.from(table.querySelectorAll("tbody tr:not([hidden]) th"));
            const matching = Number.parseInt(document.querySelector(".catalog .count")!.textContent, 10);
            if (names.length !== matching) found.push(`"${text}", at rest: ${names.length} of ${matching}`);
            for (const name of names)
              if (!name.checkVisibility()) found.push(`"${text}", at rest: ${name.textContent}`);
          }
        }
        return found;
      });
      expect(blank).toEqual([]);
    });
  });

  test.each([desktop, phone])("keeps heads, names and the width of columns while it is used: $name", async (view) => {
    await withPage("catalog/hardware.html", view, async (page) => {
      const lefts = () =>
        page
          .locator(".data-table thead th")
          .evaluateAll((heads) => heads.map((head) => Math.round(head.getBoundingClientRect().left)));
      const before = await lefts();
      await page.getByLabel("Find").fill("h100");
      expect(await lefts()).toEqual(before);
      // What is filtered away is there for nobody.
      const rows = page.getByRole("row");
      const shown = await names(page);
      // The reader's screen comes first, a screen reader when the letters rest.
      await expect.poll(() => rows.count()).toBe(1 + shown.length);
      const [body, row] = await page
        .locator(".data-table tbody, .data-table tbody tr:not([hidden])")
        .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().height));
      expect(body! / row!, "rows that are hidden take no room").toBeCloseTo(shown.length, 1);
      await page.getByLabel("Find").fill("");
      // Who scrolls at once need not wait for the letters to rest.
      await page.locator(".table-scroll").evaluate(async (box) => {
        box.scrollTo(900, 900);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        await new Promise((resolve) => requestAnimationFrame(resolve));
      });
      const places = await page.evaluate(() => {
        const box = document.querySelector(".table-scroll")!.getBoundingClientRect();
        const cells = Array.from(document.querySelectorAll(".data-table tbody tr:not([hidden]) :is(th, td.pick)"));
        const inSight = cells.filter((cell) => {
          const {top, bottom} = cell.getBoundingClientRect();
          return top > box.top + 60 && bottom < box.bottom;
        });
        const [pick, name] = ["td", "th"].map((tag) => inSight.find((cell) => cell.localName === tag)!);
        const [head, corner] = [".data-table thead th:last-child", ".data-table thead th:nth-child(2)"].map(
          (selector) => document.querySelector(selector)!.getBoundingClientRect(),
        );
        return {
          pick: pick!.getBoundingClientRect().left - box.left,
          name: name!.getBoundingClientRect().left - box.left - pick!.getBoundingClientRect().width,
          corner: corner!.left - name!.getBoundingClientRect().left,
          head: head!.top - corner!.top,
          top: corner!.top - box.top,
        };
      });
      for (const [what, offset] of Object.entries(places)) expect(Math.abs(offset), what).toBeLessThan(3);
    });
  });

  test("is an ordinary table on paper, of the rows that are shown", async () => {
    await withPage("catalog/hardware.html?find=h100", desktop, async (page) => {
      await page.emulateMedia({media: "print"});
      expect(await page.locator(".data-table").evaluate((table) => getComputedStyle(table).display)).toBe("table");
      const shown = page.locator(".data-table tbody tr").filter({visible: true});
      expect(await shown.count()).toBe((await names(page)).length);
    });
  });

  test("falls back where the address is malformed, with a notice", async () => {
    await withPage("catalog/models.html?sort=colour&family=%00", desktop, async (page) => {
      expect(await page.locator(".notice").count()).toBe(2);
      expect((await names(page)).length).toBeGreaterThan(10);
    });
  });

  test("leads from two that stand side by side to their comparison in a workload", async () => {
    await withPage("catalog/hardware.html?compare=a100-sxm-80,h200-sxm", desktop, async (page) => {
      await page.getByRole("link", {name: /Compare A100 SXM 80 GB with H200 SXM/}).click();
      await page.waitForURL(/\/(?:index\.html)?\?baseline=a100-sxm-80&proposal=h200-sxm$/);
      await settle(page);
      expect(await page.locator("main").textContent()).toContain("H200 SXM");
      expect(await page.locator(".notice").count()).toBe(0);
    });
  });

  test("is searched, sorted and compared by keyboard alone", async () => {
    await withPage("catalog/hardware.html", desktop, async (page) => {
      await tabTo(page, "the search", "input[type=search]");
      await page.keyboard.type("a100 sxm");
      expect(await page.locator(".count").textContent()).toMatch(/^\d of \d+ accelerators$/);
      await tabTo(page, "the head of Memory", ".data-table thead th:nth-child(3) button");
      await page.keyboard.press("Enter");
      const head = page.getByRole("columnheader", {name: /^Memory/});
      expect(await head.getAttribute("aria-sort")).toBe("descending");
      expect((await names(page))[0]).toBe("A100 SXM 80 GB");
      await tabTo(page, "the row's box", '[aria-label="Compare A100 SXM 80 GB"]');
      await page.keyboard.press("Space");

      await page.locator("input[type=search]").focus();
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type("h100 sxm");
      await tabTo(page, "the other row's box", '[aria-label="Compare H100 SXM"]');
      await page.keyboard.press("Space");
      await page.waitForURL(/compare=a100-sxm-80,h100-sxm$/);

      const button = page.getByRole("button", {name: "Side by side: 2"});
      await button.focus();
      await page.keyboard.press("Enter");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Side by side");
      const row = page.getByRole("row", {name: /^Bandwidth/});
      expect(await row.getByRole("cell").last().textContent()).toContain("1.64×");
      await tabTo(page, "a figure of the comparison", ".side-table button.figure");
      await page.keyboard.press("Enter");
      expect(await page.locator(".side-table tr.source").count()).toBe(1);
    });
  });

  test.each(views)("puts four side by side without a sideways scroll, accessibly: $name", async (view) => {
    const address = "catalog/hardware.html?compare=a100-sxm-80,h100-sxm,h200-sxm,mi300x";
    await withPage(address, view, async (page) => {
      expect(await page.locator(".side-table thead th").count()).toBe(4);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);
      // No word runs out of its cell into the next.
      const overflow = await page
        .locator(".side-table :is(th, td)")
        .evaluateAll((cells) =>
          cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent),
        );
      expect(overflow).toEqual([]);
      await page.locator(".side-table button.figure").nth(5).click();
      expect(await findViolations(page)).toEqual([]);
    });
  });

  test("refuses a fifth, and says why", async () => {
    await withPage("catalog/models.html", phone, async (page) => {
      const boxes = page.locator(".data-table input[type=checkbox]");
      for (let index = 0; index < 5; index++) await boxes.nth(index).click();
      expect(await boxes.nth(4).isChecked()).toBe(false);
      expect(await page.locator(".notice").textContent()).toMatch(/^4 are compared already/);
      expect(await page.locator(".side-table thead th").count()).toBe(4);
    });
  });

  test("offers each table for download, in files that read back", async () => {
    await withPage("catalog/hardware.html", desktop, async (page) => {
      const links = await page
        .locator("a[download]")
        .evaluateAll((anchors) =>
          anchors.map((anchor) => [(anchor as HTMLAnchorElement).download, (anchor as HTMLAnchorElement).href]),
        );
      expect(links.map(([name]) => name)).toEqual(
        ["hardware", "figures"].flatMap((name) => ["arrow", "parquet", "csv", "json"].map((end) => `${name}.${end}`)),
      );
      const rows = new Map<string, number>();
      for (const [name, address] of links) {
        const response = await page.request.get(address!);
        expect(response.status(), name).toBe(200);
        rows.set(name!, await countRows(name!, await response.body()));
      }
      const shown = (await names(page)).length;
      for (const end of ["arrow", "parquet", "csv", "json"]) expect(rows.get(`hardware.${end}`)).toBe(shown);
      expect(new Set(["arrow", "parquet", "csv", "json"].map((end) => rows.get(`figures.${end}`))).size).toBe(1);
      expect(await page.locator(".downloads").textContent()).toMatch(/hardware\.parquet [\d.]+ kB/);
    });
  });

  test("opens a source by keyboard, and closes it by Escape", async () => {
    await withPage("catalog/hardware.html", desktop, async (page) => {
      const figure = page
        .getByRole("row", {name: /H100 SXM/})
        .getByRole("button", {name: /^989 TFLOP/})
        .first();
      await figure.focus();
      await page.keyboard.press("Enter");
      expect(await figure.getAttribute("aria-expanded")).toBe("true");
      const link = page.locator("tr.source a").first();
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

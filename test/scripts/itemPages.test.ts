import {createRequire} from "node:module";
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {extendMarkdown} from "../../scripts/site/markdown.js";
import {itemHref} from "../../scripts/site/itemHref.js";
import {itemPaths, readItems, type Item} from "../../scripts/site/readItems.js";
import {renderHead} from "../../scripts/site/renderHead.js";
import {itemParts} from "../../scripts/site/renderItem.js";
import {renderFigures} from "../../scripts/site/renderFigures.js";
import {unpublishedEssentials} from "../../lib/catalog/publishedHardware.js";

// One window for all: making one takes longer than parsing a page.
const {DOMParser} = new JSDOM("").window;
const parse = (html: string): Document => new DOMParser().parseFromString(html, "text/html");
const items = readItems();
const all: readonly Item[] = [...items.hardware, ...items.models];
const machine = (id: string) => items.hardware.find(({entry}) => entry.hardware.id === id)!;
const part = (name: string, item: Item): Document => parse(itemParts[name]!(item, items));
const hrefs = (document: Document) => Array.from(document.querySelectorAll("a[href]"), (a) => a.getAttribute("href")!);

describe("readItems", () => {
  test("has a page for each item, in order of name, at an address of its own", () => {
    const paths = itemPaths(items);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain("/catalog/hardware/h100-sxm");
    expect(paths).toContain("/catalog/models/llama-3.1-8b");
    for (const path of paths) expect(path).toMatch(/^\/catalog\/(?:hardware|models)\/[a-z0-9][a-z0-9.-]*$/);
    for (const item of all) expect(items.at(item.path)).toBe(item);
    expect(items.at("/catalog/hardware")).toBeUndefined();
  });

  test("describes each in a sentence of what is published, and of nothing else", () => {
    for (const {description, name} of all) {
      expect(description).toContain(name);
      expect(description).toMatch(/\.$/);
      expect(description).not.toMatch(/null|undefined|NaN|\(\)/);
    }
    expect(machine("h100-sxm").description).toBe(
      "What is published of the NVIDIA H100 SXM (80 GB of HBM3, 3.35 TB/s of bandwidth, 989 TFLOP/s in 16 bits): its roofline, every figure with its source, and what stands beside it.",
    );
  });
});

describe("the parts of an item's page", () => {
  test("show every figure with a source in the list, and what is missing as not published", () => {
    for (const item of all) {
      const document = part("figures", item);
      const rows = Array.from(document.querySelectorAll("tbody tr:not(.group)"));
      const missing = rows.filter((row) => row.querySelector(".missing") !== null);
      expect(rows.length - missing.length).toBe(item.entry.figures.length);
      for (const row of missing) expect(row.querySelector("td")!.textContent).toBe("not published");
      for (const row of rows) if (!missing.includes(row)) expect(row.querySelector("a.reference")).not.toBeNull();
      for (const link of document.querySelectorAll("a.reference")) {
        expect(document.querySelector(link.getAttribute("href")!), link.outerHTML).not.toBeNull();
      }
      const sources = new Set(
        item.entry.figures
          .flatMap(({source, others}) => [source, ...others.map((other) => other.source)])
          .map((source) => JSON.stringify(source)),
      );
      expect(document.querySelectorAll(".item-sources li")).toHaveLength(sources.size);
    }
  });

  test("say how a figure comes about, when its source was read, and why another is not used", () => {
    const [figure] = machine("h100-sxm").entry.figures;
    const source = {
      title: "One <sheet>",
      url: "https://example.com/a?b&c",
      accessed: "2026-11-02",
      kind: "vendor-datasheet",
    } as const;
    const other = {...source, title: "Another", url: null, accessed: null, kind: "third-party"} as const;
    const stated = {
      ...figure!,
      ...{value: 80e9, unit: "B", text: "80 GB", source, at: "p. 2", derivation: "half of 160", note: "as sold"},
      others: [{value: 82e9, text: "82 GB", source: other, at: null, reason: "of another board"}],
    };
    const html = renderFigures("X", [
      {title: "Memory", figures: [{label: "capacity", value: "80 GB", written: null, figure: stated, count: 1}]},
    ]);
    const document = parse(html);
    const [, value, remarks] = Array.from(
      document.querySelector("tbody tr:not(.group)")!.children,
      (cell) => cell.textContent,
    );
    expect(value).toBe("80 GB [1, p. 2]");
    expect(remarks).toBe("Half of 160.As sold.Not used: 82 GB [2]. Of another board.");
    expect(Array.from(document.querySelectorAll(".item-sources li"), (li) => li.textContent)).toEqual([
      "One <sheet> (vendor datasheet, read 2026-11-02)",
      "Another (third party)",
    ]);
    expect(document.querySelector(".item-sources a")!.getAttribute("href")).toBe(source.url);
  });

  test("lead to the comparison, or say why there is none", () => {
    for (const item of items.hardware) {
      const document = part("compare", item);
      const missing = unpublishedEssentials(item.entry.hardware);
      if (missing.length === 0) expect(hrefs(document)).toHaveLength(2);
      else {
        expect(hrefs(document)).toEqual([]);
        for (const what of missing) expect(document.body.textContent).toContain(what);
      }
    }
    expect(hrefs(part("compare", machine("b200")))).toEqual(["/?baseline=b200", "/?proposal=b200"]);
    for (const item of items.models) expect(hrefs(part("compare", item))).toEqual([`/?model=${item.entry.model.id}`]);
  });

  test("lead to the items before and after, from the first to the last", () => {
    for (const list of [items.hardware, items.models]) {
      for (const [index, item] of list.entries()) {
        const links = part("pager", item);
        const href = (rel: string) => links.querySelector(`[rel=${rel}]`)?.getAttribute("href");
        expect(href("prev")).toBe(index === 0 ? undefined : itemHref(list[index - 1]!));
        expect(href("next")).toBe(index === list.length - 1 ? undefined : itemHref(list[index + 1]!));
      }
    }
  });

  test("lead to neighbours that are items, and to the comparison with each from the older one", () => {
    const known = new Set(all.map(itemHref));
    for (const item of items.hardware) {
      for (const href of hrefs(part("neighbours", item))) {
        if (href.startsWith("/catalog/")) expect(known).toContain(href);
        else expect(href).toMatch(/^(?:\/\?|#)/);
      }
    }
    const document = part("neighbours", machine("h100-sxm"));
    expect(hrefs(document)).toContain("/?baseline=a100-sxm-80&proposal=h100-sxm");
    expect(hrefs(document)).toContain("/?baseline=h100-sxm&proposal=h200-sxm");
  });
});

describe("an item's page", () => {
  interface Markdown {
    parse(text: string, env: object): {type: string; tag: string; children: {content: string}[] | null}[];
    renderer: {render(tokens: unknown, options: unknown, env: object): string};
    options: unknown;
  }
  // Framework's own Markdown, as its pages are set in.
  const framework = createRequire(
    createRequire(import.meta.url).resolve("@observablehq/framework/dist/bin/observable.js"),
  );
  const make = framework("markdown-it") as (options: object) => Parameters<typeof extendMarkdown>[0];
  const markdown = extendMarkdown(make({html: true}), items) as unknown as Markdown;
  const env = {path: "/catalog/hardware/h100-sxm"};

  test("has the item's name as the heading in which Framework looks for a title, and the way back above it", () => {
    const tokens = markdown.parse("<!-- item:title -->\n\ntext\n", env);
    const at = tokens.findIndex(({type, tag}) => type === "heading_open" && tag === "h1");
    expect(tokens[at + 1]!.children!.map(({content}) => content)).toEqual(["H100 SXM"]);
    const document = parse(markdown.renderer.render(tokens, markdown.options, env));
    expect(document.querySelector("h1")!.textContent).toBe("H100 SXM");
    expect(document.querySelector(".breadcrumb a")!.getAttribute("href")).toBe("/catalog/hardware");
    expect(document.querySelector(".lede")!.textContent).toBe(machine("h100-sxm").description);
  });

  test("takes nothing that the catalog's files say for Markdown or a cell", () => {
    const html = (name: string) =>
      markdown.renderer.render(markdown.parse(`<!-- item:${name} -->\n`, env), markdown.options, env);
    expect(html("figures").trim()).toBe(itemParts["figures"]!(machine("h100-sxm"), items).trim());
  });

  test("is not found where there is no such item, and names the parts where there is no such part", () => {
    const wrong = () => markdown.parse("<!-- item:title -->", {path: "/catalog/hardware/nothing"});
    expect(wrong).toThrow(expect.objectContaining({code: "ENOENT"}));
    expect(() => markdown.parse("<!-- item:price -->", env)).toThrow(
      'no part of an item is called "price"; expected one of title, compare, facts, figures, neighbours, pager',
    );
  });

  test("has its description in its head", () => {
    expect(renderHead({title: "H100 SXM", path: env.path}, items)).toContain(
      `<meta name="description" content="${machine("h100-sxm").description}">`,
    );
  });
});

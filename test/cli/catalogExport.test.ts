import {describe, expect, it} from "vitest";
import {itemMarkdown, itemText} from "../../lib/cli/catalogForms.js";
import type {Figure, Source} from "../../lib/catalog/types.js";
import {capture} from "./capture.js";

describe("catalog --format", () => {
  it.each(["arrow", "parquet"])("writes no %s to a terminal, and says where to send it", async (format) => {
    expect(await capture(["catalog", "models", "--format", format], {isTerminal: true})).toEqual({
      code: 1,
      stdout: "",
      stderr:
        `regime-shift: --format: ${format} is binary and standard output is a terminal: send it to a file, as in ` +
        `regime-shift catalog models --format ${format} > models.${format}\n`,
    });
  });

  it.each([
    ["arrow", "ARROW1"],
    ["parquet", "PAR1"],
  ])("writes %s as bytes, which begin and end as such a file does", async (format, magic) => {
    const {code, stdout, bytes} = await capture(["catalog", "hardware", "--format", format]);
    expect([code, stdout]).toEqual([0, ""]);
    const file = Buffer.from(bytes!).toString("latin1");
    expect([file.startsWith(magic), file.endsWith(magic)]).toEqual([true, true]);
  });

  it.each(["csv", "json"])("writes %s to a terminal as to a file", async (format) => {
    const args = ["catalog", "figures", "--format", format];
    const shown = await capture(args, {isTerminal: true});
    expect(shown).toMatchObject({code: 0, stderr: ""});
    expect(shown).toEqual(await capture(args));
  });

  it("lists all figures as text and as Markdown, one line to a figure and source", async () => {
    const {stdout: text} = await capture(["catalog", "figures"]);
    const {stdout: markdown} = await capture(["catalog", "figures", "--format", "markdown"]);
    expect(text).toMatch(/^item +figure +value +used +source\n/);
    expect(text).toMatch(/^h100-sxm +memory\.bandwidth +3\.35 TB\/s +yes +\S/m);
    expect(markdown.split("\n")).toHaveLength(text.split("\n").length + 1);
  });
});

describe("one item of the catalog", () => {
  const source = (title: string): Source => ({title, url: null, accessed: null, kind: "third-party"});
  const figure: Figure = {
    item: "x",
    itemKind: "hardware",
    path: "power",
    value: 700,
    unit: "W",
    text: "700 W",
    source: source("One"),
    at: null,
    line: 1,
    derivation: null,
    note: null,
    others: [{value: 650, text: "650 W", source: source("Two"), at: "p. 2", reason: "an earlier revision"}],
  };
  const sheet = {id: "x", name: "X", aliases: [], description: "a test", figures: [figure]};

  it("says below a figure what other sources say and why that is not used", () => {
    expect(itemText(sheet)).toContain(
      "power  700 W  [1]\n       650 W  [2]  p. 2; not used: an earlier revision\n\n[1] One (third party)\n[2] Two (third party)\n",
    );
    expect(itemMarkdown(sheet)).toContain("|  | 650 W | 2 | p. 2; not used: an earlier revision |");
  });
});

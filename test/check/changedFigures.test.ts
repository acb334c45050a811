import {describe, expect, it} from "vitest";
import {changedFigureSentences} from "../../lib/check/changedFigures.js";
import {checkScenarios} from "../../lib/check/checkScenarios.js";
import type {StatedFigure} from "../../lib/provenance/types.js";
import {side} from "./sides.js";

/** A figure that a file states: of a `config.json` by the name of its field, of a file of ours with a source of its own. */
function figure(file: string, name: string, text: string): StatedFigure {
  const isConfig = file.endsWith(".json");
  return {
    item: "chat",
    itemKind: isConfig ? "model" : "hardware",
    path: isConfig ? `shape.${name}` : name,
    value: Number(text),
    unit: null,
    text,
    source: {title: isConfig ? file : "Datasheet", url: null, accessed: null, kind: "caller"},
    at: isConfig ? name : "p. 2",
    file,
    line: 1,
    derivation: null,
    note: null,
    others: [],
  };
}

/** The sentences of a scenario whose files state these figures before and after. */
function sentences(before: readonly StatedFigure[], after: readonly StatedFigure[]): readonly string[] {
  const [old, now] = [before, after].map((figures) =>
    side("  - {name: chat, model: llama-3.1-8b, hardware: h100}\n", figures),
  );
  return changedFigureSentences(checkScenarios(old!, now!).outcomes[0]!);
}

describe("what changed inside a team's files", () => {
  const [heads, layers] = [
    figure("config.json", "num_key_value_heads", "8"),
    figure("config.json", "num_layers", "32"),
  ];

  it("is named by the field of a config.json, with both values", () => {
    expect(sentences([heads, layers], [figure("config.json", "num_key_value_heads", "16"), layers])).toEqual([
      "Changed in config.json: num_key_value_heads from 8 to 16.",
    ]);
  });

  it("is named by the path of a file of ours, not by the place in its source", () => {
    const [old, now] = ["2 TB/s", "3 TB/s"].map((text) => figure("card.yaml", "memory.bandwidth", text));
    expect(sentences([old!], [now!])).toEqual(["Changed in card.yaml: memory.bandwidth from 2 TB/s to 3 TB/s."]);
  });

  it("says where a side leaves a figure out", () => {
    expect(sentences([heads], [heads, layers])).toEqual(["Changed in config.json: num_layers from absent to 32."]);
    expect(sentences([heads, layers], [heads])).toEqual(["Changed in config.json: num_layers from 32 to absent."]);
  });

  it("names three of many and counts the others", () => {
    const all = (text: string) => ["a", "b", "c", "d", "e"].map((name) => figure("config.json", name, text));
    expect(sentences(all("1"), all("2"))).toEqual([
      "Changed in config.json: a from 1 to 2, b from 1 to 2, c from 1 to 2 and 2 more.",
    ]);
  });

  it("has a sentence for each file, and none for a file that took another's place or stayed the same", () => {
    const cards = ["2 TB/s", "3 TB/s"].map((text) => figure("card.yaml", "memory.bandwidth", text));
    const more = figure("config.json", "num_key_value_heads", "16");
    expect(sentences([heads, cards[0]!], [more, cards[1]!])).toHaveLength(2);
    expect(sentences([heads], [figure("other.json", "num_key_value_heads", "16")])).toEqual([]);
    expect(sentences([heads], [heads])).toEqual([]);
    expect(sentences([], [])).toEqual([]);
  });
});

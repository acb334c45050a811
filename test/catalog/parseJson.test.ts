import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {JsonTextError, parseJson, visibleJson} from "../../lib/catalog/parseJson.js";
import {TextLines} from "../../lib/catalog/textLines.js";

/** What `JSON.parse` makes of a text; undefined where it refuses. */
function standard(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function ours(text: string): unknown {
  try {
    return parseJson(text).value;
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    expect(error.offset).toBeGreaterThanOrEqual(0);
    expect(error.offset).toBeLessThanOrEqual(text.length);
    return undefined;
  }
}

const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

const fragment = fc.oneof(
  fc.constantFrom(
    ..."{}[],:\"'\\ \n\t0123456789.-+eEtrufalsn/".split(""),
    "true",
    "null",
    '"a"',
    '"a":',
    "\\u0041",
    "é",
  ),
  fc.string({maxLength: 3}),
);

describe("parseJson", () => {
  it("reads whatever JSON.parse reads, as the same value", () => {
    fc.assert(
      fc.property(fc.json({maxDepth: 6}), fc.constantFrom(undefined, 1, "\t"), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(plain(ours(spaced))).toEqual(plain(standard(spaced)));
      }),
    );
  });

  it("refuses what JSON.parse refuses, and beyond it duplicate keys and numbers that overflow", () => {
    let [read, refused] = [0, 0];
    fc.assert(
      fc.property(fc.array(fragment, {maxLength: 8}), fc.json({maxDepth: 2}), fc.nat(), (parts, json, at) => {
        const text =
          parts.length > 3
            ? parts.join("")
            : json.slice(0, at % json.length) + parts.join("") + json.slice(at % json.length);
        const value = ours(text);
        const expected = standard(text);
        if (expected === undefined) expect(value).toBeUndefined();
        if (value !== undefined) expect(plain(value)).toEqual(plain(expected));
        if (value === undefined) refused += 1;
        else read += 1;
      }),
      {numRuns: 5000},
    );
    expect(read).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(1000);
  });

  it("knows where each value stands, of objects within objects too", () => {
    const text = '{"a": 1,\n  "b": {"c" :  [2]}}';
    const parsed = parseJson(text);
    const outer = parsed.value as {readonly b: {readonly c: unknown}};
    expect(parsed.offsetOf(outer as never, "a")).toBe(text.indexOf("1"));
    expect(parsed.offsetOf(outer.b as never, "c")).toBe(text.indexOf("[2]"));
    expect(parsed.offsetOf(outer as never, "c")).toBeUndefined();
    expect(new TextLines(text).placeOf(text.indexOf("[2]"))).toEqual({line: 2, column: 16});
    expect(new TextLines(text).placeOf(0)).toEqual({line: 1, column: 1});
  });

  it.each([
    ['{"a": 1, "a": 2}', 'states "a" twice', 9],
    ['{"x": {"\\u0061": 1, "a": 2}}', 'states "a" twice', 20],
    ["[1e999]", "holds a number beyond 10^308", 1],
    ["", "is not valid JSON: expected a value, the text ends", 0],
    ["{'a': 1}", 'is not valid JSON: expected a key in double quotes, got "\'"', 1],
    ["[1,]", 'is not valid JSON: expected a value, got "]"', 3],
    ["[1 2]", 'is not valid JSON: expected "," or "]", got "2"', 3],
    ['{"a" 1}', 'is not valid JSON: expected ":", got "1"', 5],
    ["{} {}", 'is not valid JSON: expected the end of the text, got "{"', 3],
    ["[NaN]", 'is not valid JSON: expected a value, got "N"', 1],
    ["[01]", 'is not valid JSON: expected "," or "]", got "1"', 2],
    ['["\n"]', "is not valid JSON: a text in quotes holds a line break or an unknown escape", 1],
    ['["a', "is not valid JSON: a text in quotes does not end", 1],
  ])("says of %j that it %s", (text, message, offset) => {
    expect(() => parseJson(text)).toThrow(expect.objectContaining({message, offset}) as Error);
  });

  it("reads 32 levels and refuses 33", () => {
    expect(() => parseJson("[".repeat(32) + "]".repeat(32))).not.toThrow();
    expect(() => parseJson("[".repeat(33) + "]".repeat(33))).toThrow("nests values more than 32 levels deep");
  });

  it("passes over a byte order mark at the start, and nowhere else", () => {
    expect(parseJson("\uFEFF[1]").value).toEqual([1]);
    expect(() => parseJson("[\uFEFF1]")).toThrow("expected a value");
  });

  it("gives keys that name a prototype no power", () => {
    const {value} = parseJson('{"__proto__": {"polluted": 1}, "constructor": 2}');
    expect(Object.keys(value as object)).toEqual(["__proto__", "constructor"]);
    expect((value as {readonly polluted?: unknown}).polluted).toBeUndefined();
    expect(({} as {readonly polluted?: unknown}).polluted).toBeUndefined();
  });
});

describe("visibleJson", () => {
  it("shows what would hide or reorder text as codes, and shortens", () => {
    expect(visibleJson("a\u202Eb\u2028c\u200Dd")).toBe('"a\\u{202e}b\\u{2028}c\\u{200d}d"');
    expect(visibleJson("\0")).toBe('"\\u0000"');
    expect(visibleJson("x".repeat(100))).toBe(`"${"x".repeat(59)}…`);
    expect(visibleJson("x".repeat(58) + "𝟙𝟙")).toBe(`"${"x".repeat(58)}…`);
    expect(visibleJson(undefined)).toBe("nothing");
  });
});

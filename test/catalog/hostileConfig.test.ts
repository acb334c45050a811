import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {CatalogError} from "../../lib/catalog/catalogError.js";
import {modelFromHuggingFaceConfig} from "../../lib/catalog/huggingFaceConfig.js";
import type {Model} from "../../lib/engine/types.js";
import {capture, type Captured} from "../cli/capture.js";

const llama = readFileSync(
  new URL("../fixtures/configs/meta-llama--Llama-3.1-8B/config.json", import.meta.url),
  "utf8",
);
const facts = JSON.parse(llama) as Readonly<Record<string, unknown>>;
const read = (text: string): Model => modelFromHuggingFaceConfig(text, "config.json");

/** What a text is refused with. */
function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    return error.message;
  }
  return "was read";
}

/** The command line on a file of these bytes. */
function solve(bytes: string | Uint8Array): Promise<Captured> {
  const content = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  return capture(["solve", "--model", "x/config.json", "--hardware", "h100"], {
    readFile: () => Promise.resolve(content),
  });
}

const counts = [
  "hidden_size",
  "intermediate_size",
  "num_hidden_layers",
  "num_attention_heads",
  "num_key_value_heads",
  "vocab_size",
  "max_position_embeddings",
];
const written = (key: string, value: string): string =>
  llama.replace(new RegExp(`"${key}": [^,\n]+`), `"${key}": ${value}`);

describe("a hostile config.json", () => {
  it.each([
    ["1e308", "got 1e+308"],
    ["9007199254740993", "got 9007199254740992"],
    ["123456789012345678901234567890", "got 1.2345678901234568e+29"],
    ["-1", "got -1"],
    ["-0", "got 0"],
    ["0", "got 0"],
    ["4096.5", "got 4096.5"],
    ["1e-7", "got 1e-7"],
    ['"4096"', 'got "4096"'],
    ["true", "got true"],
    ["[4096]", "got [4096]"],
    ['{"valueOf": 4096}', 'got {"valueOf":4096}'],
    ["1e999", "holds a number beyond 10^308"],
    ["NaN", 'is not valid JSON: expected a value, got "N"'],
    ["Infinity", 'is not valid JSON: expected a value, got "I"'],
    ["0x1000", "is not valid JSON"],
    ["4_096", "is not valid JSON"],
    ["٤٠٩٦", "is not valid JSON"],
  ])("is refused where a count is %s, whichever it is", (value, message) => {
    for (const key of counts) {
      const text = refusal(written(key, value));
      expect(text, key).toContain(message);
      expect(text, key).toMatch(/^config\.json:\d+:\d+ /);
    }
  });

  it("is refused where what is left out is no count", () => {
    for (const value of ['"x"', "-1", "1.5", "1e308", "[1]"])
      expect(refusal(llama.replace("{", `{"num_nextn_predict_layers": ${value},`))).toContain(
        "expected a whole number from 0",
      );
  });

  it("takes a whole number for one however it is written", () => {
    for (const value of ["4096.0", "4.096e3", "40960e-1"])
      expect(read(written("hidden_size", value))).toEqual(read(llama));
  });

  it.each([
    ["arrays", "[".repeat(100_000)],
    ["closed arrays", "[".repeat(100_000) + "]".repeat(100_000)],
    ["objects", '{"a":'.repeat(100_000)],
    ["arrays within a field", `{"model_type": "llama", "x": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  ])("of 100,000 nested %s is refused without a stack overflow", (_what, text) => {
    expect(refusal(text)).toMatch(/^config\.json:1:\d+ nests values more than 32 levels deep$/);
  });

  it.each([
    ["a million entries", `{"model_type": "llama", "layer_types": [${"0,".repeat(480_000)}0]}`],
    ["half a million texts", `{"model_type": "llama", "x": [${'"",'.repeat(320_000)}""]}`],
    ["a hundred thousand keys", `{${Array.from({length: 70_000}, (_, key) => `"k${key}":0`).join(",")}}`],
    ["a text that does not end", `{"model_type": "llama", "x": "${'\\"'.repeat(490_000)}`],
    ["quotes alone", '"'.repeat(999_999)],
    ["backslashes", `"${"\\".repeat(999_990)}`],
    ["a number of a million digits", `{"model_type": "llama", "hidden_size": ${"9".repeat(900_000)}}`],
    ["zeros behind the point", `{"model_type": "llama", "hidden_size": 1.${"0".repeat(900_000)}1}`],
    ["spaces", " ".repeat(1_000_000)],
    ["line breaks", `{"model_type": "llama",${"\n".repeat(900_000)}"hidden_size": -1}`],
    [
      "a name of a million characters",
      JSON.stringify({...facts, _name_or_path: "a/".repeat(450_000), hidden_size: -1}),
    ],
    [
      "costly names",
      JSON.stringify({...facts, ...Object.fromEntries(Array.from({length: 40_000}, (_, key) => [`${key}_layers`, 1]))}),
    ],
  ])("with %s is refused, in a text of up to a million characters, within seconds", (_what, text) => {
    expect(text.length).toBeLessThanOrEqual(1_000_000);
    const start = performance.now();
    const message = refusal(text);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(message).toMatch(/^config\.json/);
    expect(message.length).toBeLessThan(6_000);
  });

  it("of more than a million characters is refused unread", () => {
    expect(refusal(" ".repeat(1_000_001))).toBe("config.json holds 1000001 characters; at most 1000000 are read");
  });

  it.each(["__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "valueOf"])(
    "gives the key %s no power, wherever it stands",
    (key) => {
      const payload = `{"model_type": "llama", "hidden_size": 1, "polluted": true}`;
      expect(refusal(`{"${key}": ${payload}}`)).toContain("config.json model_type: missing");
      expect(read(llama.replace("{", `{"${key}": ${payload},`))).toEqual(read(llama));
      expect(read(llama.replace('"rope_scaling": {', `"rope_scaling": {"${key}": ${payload},`))).toEqual(read(llama));
      expect(refusal(written("model_type", `"${key}"`))).toContain(`model_type: "${key}" is not supported`);
      expect(refusal(llama.replace('"LlamaForCausalLM"', `"${key}"`))).toContain(`architectures: "${key}" is no class`);
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    },
  );

  it("is refused where a key stands twice, at whatever level", () => {
    expect(refusal(llama.replace("{", '{"vocab_size": 1,'))).toMatch(
      /^config\.json:\d+:\d+ states "vocab_size" twice$/,
    );
    expect(refusal(llama.replace('"rope_scaling": {', '"rope_scaling": {"factor": 1,'))).toContain(
      'states "factor" twice',
    );
    expect(refusal(llama.replace("{", '{"voca\\u0062_size": 1,'))).toContain('states "vocab_size" twice');
  });

  it.each([
    ['<img src=x onerror="alert(1)">', "img srcx onerroralert1"],
    ["</title><script>alert(1)</script>", "script"],
    ["meta-llama/\u202Egpj.exe\u2066", "gpj.exe"],
    ["a\u0000b\u001b[31mred", "ab31mred"],
    ["../../../etc/passwd", "passwd"],
    ["C:\\models\\My Model", "My Model"],
    ["javascript:alert(1)", "javascriptalert1"],
    ["=HYPERLINK(1)", "HYPERLINK1"],
    ["  ", "config.json"],
    ["x".repeat(1_000), "x".repeat(60)],
  ])("that calls itself %j is called %j", (name, shown) => {
    expect(read(JSON.stringify({...facts, _name_or_path: name})).name).toBe(shown);
  });

  it("shows what it says in quotes, shortened and with hidden characters as codes", () => {
    const text = refusal(written("model_type", `"\u202Eamall\u2066${"<b>".repeat(40)}"`));
    expect(text).toContain('model_type: "\\u{202e}amall\\u{2066}<b><b>');
    expect(text).not.toMatch(/[\u202E\u2066]/);
    const key = refusal(llama.replace("{", `{"\u202Enum_layers<script>": 1,`));
    expect(key).toContain('"\\u{202e}num_layers<script>": 1 may change');
  });

  it.each([
    ["a byte order mark", `\uFEFF${llama}`, 0, ""],
    ["a NUL", llama.replace("{", "{\0"), 1, "it is not text in UTF-8"],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0x7b]), 1, "it is not text in UTF-8"],
    ["10 MB", new Uint8Array(10_000_000).fill(0x20), 1, "it is larger than 1 MB"],
    ["nothing", "", 1, "is not valid JSON: expected a value, the text ends"],
    ["100,000 brackets", "[".repeat(100_000), 1, "nests values more than 32 levels deep"],
    [
      "a name with markup",
      written("model_type", '"<img src=x onerror=alert(1)>"'),
      1,
      '"<img src=x onerror=alert(1)>" is not',
    ],
    ["a bidirectional control", written("model_type", '"\u202Eamall"'), 1, '"\\u{202e}amall" is not supported'],
  ])("with %s is one line for the command line, without a stack trace", async (_what, content, code, message) => {
    const answer = await solve(content);
    expect(answer.code).toBe(code);
    expect(answer.stderr).toContain(message);
    if (code === 1) expect(answer.stderr).toMatch(/^regime-shift: [^\n]+\n$/);
    expect(answer.stderr).not.toMatch(/internal error|\n\s+at /);
  });
});

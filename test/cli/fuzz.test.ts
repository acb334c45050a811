import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {listHardware, listModels} from "../../lib/catalog/lookup.js";
import {commands} from "../../lib/cli/commands.js";
import {headlineWords, metrics} from "../../lib/explainer/types.js";
import {optionSpecs} from "../../lib/explore/options.js";
import {requiredColumns} from "../../lib/validate/tableColumns.js";
import {capture} from "./capture.js";

const runs = 3_000;

/** What stands behind any path: text, garbage, or nothing at all. */
const files: Readonly<Record<string, Uint8Array | string>> = {
  "a.yaml": new TextEncoder().encode("id: [\n"),
  "b.json": new TextEncoder().encode('{"model_type": "llama", "hidden_size": -1}'),
  "c.yml": new Uint8Array([0, 255, 254]),
  "d.json": "EISDIR",
  "./e": new Uint8Array(0),
  "pairs.csv": new TextEncoder().encode("kind,baseline_id,proposal_id,measured_speedup\nA,a,b,2\n"),
  "runs.csv": new TextEncoder().encode(
    `${requiredColumns.runs.join(",")}\na,h100-sxm,llama-3.1-8b,1,1,fp16,e,decode,1,9,9,throughput,150,tokens/s\n`,
  ),
};

function readFile(path: string): Promise<Uint8Array> {
  const content = Object.hasOwn(files, path) ? files[path]! : "ENOENT";
  if (typeof content !== "string") return Promise.resolve(content);
  return Promise.reject(Object.assign(new Error(content), {code: content}));
}

async function* openFile(path: string): AsyncGenerator<Uint8Array> {
  yield await readFile(path);
}

const odd = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "-",
    "--",
    "=",
    "-1",
    "0",
    "1e9",
    "NaN",
    "-0",
    "٣",
    "__proto__",
    "constructor",
    "max",
    "\0",
    "\n",
  ),
  fc.constantFrom(...Object.keys(files), "../x/", "a\\b"),
  fc.string({unit: "binary", maxLength: 12}),
  fc.integer().map(String),
);
const hardware = fc.constantFrom(...listHardware().map(({id}) => id), "h100", "a100");
const model = fc.constantFrom(...listModels().map(({id}) => id), "llama3-8b");
const number = fc.constantFrom("1", "2", "4", "8", "32", "100", "256", "1024", "4096", "1000000");

/** A value that a flag may well take. */
function likely(flag: string): fc.Arbitrary<string> {
  const name = flag.replace(/^(?:baseline|proposal)\./, "");
  if (["runs", "pairs", "serving", "kernels"].includes(name)) return fc.constantFrom("runs.csv", "pairs.csv");
  if (name === "model") return model;
  if (["hardware", "baseline", "proposal"].includes(name)) return hardware;
  if (name === "format") return fc.constantFrom("text", "json", "markdown");
  if (name === "metric") return fc.constantFrom(...metrics);
  if (name === "headline") return fc.constantFrom(...headlineWords, "30x", "3.2", "0.5×");
  if (name === "measured") return fc.constantFrom("11.2 ms", "8ms", "1 us", "30 s");
  if (name === "price-per-hour") return fc.constantFrom("2.50", "4", "0.01");
  if (name === "granularity") return fc.constantFrom("operator", "model");
  const words = Object.values(optionSpecs).find((spec) => spec.name === name)?.words ?? [];
  return words.length > 1
    ? fc.constantFrom(...words)
    : fc.oneof({weight: 9, arbitrary: number}, {weight: 1, arbitrary: fc.constant("max")});
}

/** Commands that are mostly right: so that many are answered, and the rest are wrong in one place. */
const computing = commands.filter(({name}) => name === "solve" || name === "compare");
const plausible = fc.constantFrom(...commands, ...computing, ...computing).chain((command) => {
  const needed =
    {solve: ["model", "hardware"], compare: ["model", "baseline", "proposal"], validate: ["runs"]}[command.name] ?? [];
  const flags = [...command.flags, ...(command.furtherFlags ?? [])];
  const rest = flags.filter(({name}) => !needed.includes(name));
  return fc
    .tuple(fc.subarray(rest, {maxLength: Math.min(5, rest.length)}), fc.integer({min: 0, max: 20}))
    .chain(([chosen, slip]) => {
      const names = [...needed, ...chosen.map(({name}) => name)];
      const words = names.map((name, index) => {
        if (flags.find((flag) => flag.name === name)?.value === null) return fc.constant([`--${name}`]);
        const value = index === slip ? odd : likely(name);
        return fc
          .tuple(value, fc.boolean())
          .map(([text, joined]) => (joined ? [`--${name}=${text}`] : [`--${name}`, text]));
      });
      const lead =
        command.name === "catalog" ? fc.constantFrom(["hardware"], ["models"], ["hardware", "t4"]) : fc.constant([]);
      return fc.tuple(lead, ...words).map((parts) => [command.name, ...parts.flat()]);
    });
});

const flagNames = commands.flatMap(({flags}) => flags.map(({name}) => `--${name}`));
const nonsense = fc.array(
  fc.oneof(odd, fc.constantFrom("solve", "compare", "validate", "catalog"), fc.constantFrom(...flagNames)),
  {
    maxLength: 8,
  },
);

describe("the command line, whatever it is given,", () => {
  it(`never throws, answers whole or says one line, and prints no number that is none (${runs} runs)`, async () => {
    const codes = [0, 0, 0, 0];
    await fc.assert(
      fc.asyncProperty(fc.oneof({weight: 4, arbitrary: plausible}, {weight: 1, arbitrary: nonsense}), async (argv) => {
        const {code, stdout, stderr} = await capture(argv, {readFile, openFile});
        codes[code]!++;
        expect([0, 1, 2, 3]).toContain(code);
        expect(stderr).not.toContain("internal error");
        if (code === 1) {
          expect(stdout).toBe("");
          expect(stderr).toMatch(/^regime-shift: [^\n]+\n$/);
        } else {
          expect(stderr).toBe("");
          expect(stdout.endsWith("\n")).toBe(true);
          expect(stdout).not.toMatch(/\bNaN\b|Infinity(?! Fabric)|∞|undefined|\[object/);
          if (argv.join("=").includes("--format=json") && !argv.includes("-h") && !argv.includes("--help"))
            JSON.parse(stdout);
        }
      }),
      {numRuns: runs},
    );
    // The generator is worth its name only while every kind of answer is common; a missed target needs three flags at once.
    for (const count of codes.slice(0, 3)) expect(count).toBeGreaterThan(runs / 20);
  }, 120_000);
});

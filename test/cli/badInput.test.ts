import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {capture} from "./capture.js";

const folder = fileURLToPath(new URL("../fixtures/cli/files/", import.meta.url));
const solve = "solve --model llama3-8b --hardware h100";
const compare = "compare --model llama3-8b --baseline a100 --proposal h100";
const batches = 'a whole number from 1 to 1000000, or "max" for the largest that fits';
const modelExpected = "expected an id such as llama3-8b, or the path of a YAML file or a config.json";
const hardwareExpected = "expected an id such as h100, or the path of a YAML file";

const headlineExpected =
  "expected peak-flops, memory-bandwidth, link-bandwidth, memory-capacity, or a ratio that somebody claims such as 30x";
const measuredExpected = 'expected a time above zero such as "11.2 ms"';
const tableExpected = "the path of a CSV file with a header row";

/** The command, and the line that says what is wrong with it. */
const cases: Readonly<Record<string, readonly (readonly [command: string, line: string])[]>> = {
  "an unknown id": [
    [
      "solve --model lama3-8b --hardware h100",
      '--model: unknown model "lama3-8b": did you mean "llama3-8b" (llama-3.1-8b)?',
    ],
    ["solve --model llama3-8b --hardware h10", '--hardware: unknown hardware "h10": did you mean "h100" (h100-sxm)?'],
    [
      "compare --model llama3-8b --baseline a100 --proposal h1000",
      '--proposal: unknown hardware "h1000": did you mean "h100" (h100-sxm)?',
    ],
    [
      "compare --baseline.model llama3-8b --proposal.model mistal --hardware h100",
      '--proposal.model: unknown model "mistal": did you mean "mistral" (mistral-7b)?',
    ],
    ["catalog hardware t44", 'unknown hardware "t44": did you mean "t4"?'],
    [
      `${solve} --calibration ideel`,
      '--calibration: expected calibrated, ideal or tutorial, got "ideel"; did you mean "ideal"?',
    ],
    [
      `${solve} --precision fp61`,
      '--precision: expected fp32, tf32, bf16, fp16, fp8, int8, int4, fp4, int8-weights, int4-weights or q4_k_m, got "fp61"',
    ],
    [`${compare} --headline memory`, `--headline: ${headlineExpected}, got "memory"; did you mean "memory-capacity"?`],
    [
      `${compare} --metric latencies`,
      '--metric: expected latency, throughput, energy or cost, got "latencies"; did you mean "latency"?',
    ],
    [
      "catalog hardware --format parket",
      '--format: expected text, json, markdown, csv, arrow or parquet, got "parket"; did you mean "parquet"?',
    ],
    [
      "catalog hardware h100 --format csv",
      "--format: csv is a form of a whole table; for one ID expected text, json or markdown, or leave the ID out",
    ],
    [`${solve} --format jsn`, '--format: expected text, json or markdown, got "jsn"; did you mean "json"?'],
  ],
  "an unknown flag": [
    [`${solve} --bacth 4`, 'unknown flag "--bacth"; did you mean "--batch"?'],
    [`${solve} --bacth=4`, 'unknown flag "--bacth"; did you mean "--batch"?'],
    [`${solve} —batch 4`, 'unexpected argument "—batch"; did you mean "--batch"?'],
    [`${solve} -x`, 'unknown flag "-x"; --help lists all'],
    ["solve -model llama3-8b --hardware h100", 'unknown flag "-model"; did you mean "--model"?'],
    [`${solve} --proposal a100 --baseline.batch 1`, 'unknown flag "--proposal"; --help lists all'],
    [`${compare} --propsal.batch 4`, 'unknown flag "--propsal.batch"; did you mean "--proposal.batch"?'],
    [`${solve} --__proto__ 1`, 'unknown flag "--__proto__"; --help lists all'],
    [
      "--frobnicate",
      'unknown flag "--frobnicate" before the command: expected solve, compare, check, comment, validate or catalog, then its flags',
    ],
  ],
  "a missing flag": [
    ["solve", `missing --model: ${modelExpected}`],
    ["solve --model llama3-8b", `missing --hardware: ${hardwareExpected}`],
    ["compare --model llama3-8b --baseline a100", `missing --proposal: ${hardwareExpected}`],
    ["compare --baseline a100 --proposal h100", `missing --model: ${modelExpected}`],
    ["compare --baseline.model llama3-8b --hardware h100", `missing --model: ${modelExpected}`],
    ["catalog", "missing what to list: expected hardware, models, figures or check"],
  ],
  "a missing value": [
    [`${solve} --batch`, `--batch: missing its value, expected ${batches}`],
    ["solve --model --hardware h100", `--model: missing its value, ${modelExpected}`],
    [`${solve} --tp= `, "--tp: missing its value, expected a whole number from 1 to 64"],
  ],
  "what is no number": [
    [`${solve} --batch many`, `--batch: expected ${batches}, got "many"`],
    [`${solve} --batch NaN`, `--batch: expected ${batches}, got "NaN"`],
    [`${solve} --batch 1e3`, `--batch: expected ${batches}, got "1e3"`],
    [`${solve} --batch 1.5`, `--batch: expected ${batches}, got "1.5"`],
    [`${solve} --tp two`, '--tp: expected a whole number from 1 to 64, got "two"'],
    [
      `${compare} --proposal.input-length 1k`,
      '--proposal.input-length: expected a whole number from 1 to 10000000, got "1k"',
    ],
  ],
  zero: [
    [`${solve} --batch 0`, `--batch: expected ${batches}, got "0"`],
    [`${solve} --output-length=0`, '--output-length: expected a whole number from 1 to 10000000, got "0"'],
  ],
  "a negative number": [
    [`${solve} --batch -1`, `--batch: expected ${batches}, got "-1"`],
    [`${solve} --batch=-1`, `--batch: expected ${batches}, got "-1"`],
    [`${solve} --batch -Infinity`, `--batch: expected ${batches}, got "-Infinity"`],
    [`${compare} --baseline.tp -2`, '--baseline.tp: expected a whole number from 1 to 64, got "-2"'],
  ],
  "a number out of range": [
    [`${solve} --batch 1000001`, `--batch: expected ${batches}, got "1000001"`],
    [`${solve} --tp 65`, '--tp: expected a whole number from 1 to 64, got "65"'],
    [
      `${solve} --input-length 99999999999999999999`,
      '--input-length: expected a whole number from 1 to 10000000, got "99999999999999999999"',
    ],
    [
      `${solve} --input-length 200000`,
      "input-length 200000 and output-length 1: 200001 tokens are more than the context of Llama-3.1-8B; expected at most 131072",
    ],
    [
      `${compare} --proposal.tp 3`,
      "proposal: tp 3 does not divide the 32 heads, 8 KV heads and feed-forward width 14336 of Llama-3.1-8B: expected a divisor, such as 1 or 2",
    ],
  ],
  "a file that cannot be read": [
    ["solve --model missing.yaml --hardware h100", '--model: cannot read "missing.yaml": there is no such file'],
    ["solve --model . --hardware h100", '--model: unknown model ".": known are '],
    ["solve --model ./ --hardware h100", '--model: cannot read "./": it is a folder'],
    [
      "solve --model llama3-8b --hardware binary.yaml",
      '--hardware: cannot read "binary.yaml": it is not text in UTF-8',
    ],
    [
      "solve --model meta-llama/Llama-3.1-8B --hardware h100",
      '--model: cannot read "meta-llama/Llama-3.1-8B": there is no such file; did you mean the id "llama-3.1-8b"?',
    ],
    [
      "compare --model llama3-8b --baseline a100 --proposal h100.yml",
      '--proposal: cannot read "h100.yml": there is no such file; did you mean the id "h100"?',
    ],
  ],
  "a malformed file": [
    [
      "solve --model llama3-8b --hardware wrong.yaml",
      'wrong.yaml:19:22 memory.bandwidth: expected bytes per second such as "3.35 TB/s", got "3350" (and 1 more)',
    ],
    ["solve --model llama3-8b --hardware empty.yaml", "empty.yaml:1:1 "],
    ["solve --model wrong.json --hardware h100", "wrong.json:2:17 model_type: "],
    ["solve --model cut.json --hardware h100", "cut.json:3:1 is not valid JSON: "],
  ],
  "a table that cannot be read": [
    ["validate", "missing a table: expected --runs, --pairs, --serving or --kernels"],
    ["validate --runs", `--runs: missing its value, expected ${tableExpected}`],
    ["validate --pairs pairs.csv", "--pairs needs --runs: the table of the runs that the pairs name"],
    ["validate --runs lost.csv", '--runs: cannot read "lost.csv": there is no such file'],
    ["validate --kernels .", '--kernels: cannot read ".": it is a folder'],
    ["validate --kernels binary.csv", "binary.csv: is not text in UTF-8"],
    ["validate --kernels empty.csv", "empty.csv: is empty, expected a header row and rows below it"],
    ["validate --kernels header-only.csv", "header-only.csv: holds no rows below its header"],
    [
      "validate --kernels pairs.csv",
      "pairs.csv:1: missing column hardware_id, kernel, dtype, m, n, k, batch, context, heads, kv_heads, latency_us",
    ],
    [
      "validate --runs runs.csv --pairs misspelt.csv",
      'misspelt.csv:1: missing column baseline_id; is "baseline" the column "baseline_id"?',
    ],
    ["validate --runs runs.csv --pairs ragged.csv", "ragged.csv:3: holds 3 cells, expected as many as the header"],
    ["validate --runs runs.csv --pairs quote.csv", "quote.csv:3: a quote in the row that begins here is not closed"],
    [
      "validate --kernels kernels.csv --calibration ideel",
      '--calibration: expected calibrated, ideal or tutorial, got "ideel"; did you mean "ideal"?',
    ],
    [
      "validate --kernels kernels.csv --format jsn",
      '--format: expected text, json or markdown, got "jsn"; did you mean "json"?',
    ],
    ["validate --kernel kernels.csv", 'unknown flag "--kernel"; did you mean "--kernels"?'],
    ["validate kernels", 'unexpected argument "kernels"; did you mean "--kernels"?'],
  ],
  "an unknown command": [
    [
      "slove --model llama3-8b",
      'unknown command "slove": expected solve, compare, check, comment, validate or catalog; did you mean "solve"?',
    ],
    ["frobnicate", 'unknown command "frobnicate": expected solve, compare, check, comment, validate or catalog'],
    ["", "missing command: expected solve, compare, check, comment, validate or catalog; --help says more"],
    ["catalog chek", 'expected hardware, models, figures or check, got "chek"; did you mean "check"?'],
    ["catalog models2", 'expected hardware, models, figures or check, got "models2"; did you mean "models"?'],
  ],
  "a flag given twice": [
    [`${solve} --batch 1 --batch 2`, "--batch: given twice, expected once"],
    [`${compare} --verbose --verbose`, "--verbose: given twice, expected once"],
  ],
  "a word out of place": [
    [`${solve} llama3-8b`, 'unexpected argument "llama3-8b"'],
    [`${solve} batch 4`, 'unexpected argument "batch"; did you mean "--batch"?'],
    [`${compare} --verbose=yes`, '--verbose: takes no value, got "yes"'],
    ["catalog hardware h100 h200", 'unexpected argument "h200"'],
    [
      "catalog figures h100",
      'catalog figures takes no ID, got "h100": "catalog hardware ID" and "catalog models ID" show the figures of one',
    ],
  ],
  "a price, a target or a limit that cannot be used": [
    [`${solve} --price-per-hour cheap`, '--price-per-hour: expected US dollars such as 2.50, got "cheap"'],
    [`${solve} --price-per-hour -1`, '--price-per-hour: expected US dollars such as 2.50, got "-1"'],
    [
      `${solve} --carbon-intensity 400g`,
      '--carbon-intensity: expected grams of CO₂ per kilowatt-hour such as 400, got "400g"',
    ],
    [`${solve} --target-latency 50`, '--target-latency: expected a time above zero such as "50 ms", got "50"'],
    [`${solve} --target-ttft 0ms`, '--target-ttft: expected a time above zero such as "50 ms", got "0ms"'],
    [`${solve} --target-tpot`, '--target-tpot: missing its value, expected a time above zero such as "50 ms"'],
    [`${solve} --target-throughput 0`, '--target-throughput: expected a number above zero such as 1000, got "0"'],
    [
      `${solve} --price-per-hour 2 --limit-cost free`,
      '--limit-cost: expected US dollars above zero such as 0.50, got "free"',
    ],
    [`${solve} --limit-cost 1`, "--limit-cost: missing --price-per-hour"],
    [`${solve} --limit-cost 1 --carbon-intensity 400`, "--limit-cost: missing --price-per-hour"],
    [`${solve} --limit-energy 0`, '--limit-energy: expected joules above zero such as 0.5, got "0"'],
    [`${solve} --limit-energy 2J`, '--limit-energy: expected joules above zero such as 0.5, got "2J"'],
    [
      `${solve} --carbon-intensity 400 --limit-carbon -1`,
      '--limit-carbon: expected grams of CO₂ above zero such as 100, got "-1"',
    ],
    [`${solve} --limit-carbon 100`, "--limit-carbon: missing --carbon-intensity"],
    [`${solve} --limit-carbon 100 --price-per-hour 2`, "--limit-carbon: missing --carbon-intensity"],
    [`${solve} --fail-on-target`, '--fail-on-target: missing a target, such as --target-latency "50 ms"'],
    [`${solve} --target-latncy 1ms`, 'unknown flag "--target-latncy"; did you mean "--target-latency"?'],
    [`${compare} --limit-cost 2`, 'unknown flag "--limit-cost"; --help lists all'],
    [`${compare} --price-per-hour 0`, '--price-per-hour: expected US dollars above zero such as 2.50, got "0"'],
    [
      `${compare} --price-per-hour 2 --proposal.price-per-hour $4`,
      '--proposal.price-per-hour: expected US dollars above zero such as 2.50, got "$4"',
    ],
    [
      `${compare} --baseline.price-per-hour 2`,
      "--baseline.price-per-hour: missing --proposal.price-per-hour, which it is compared with",
    ],
    [`${compare} --metric cost`, "--metric cost: missing --price-per-hour"],
    [
      `${compare} --metric cost --proposal.price-per-hour 2`,
      "--proposal.price-per-hour: missing --baseline.price-per-hour, which it is compared with",
    ],
    [
      `${compare} --proposal.price-pre-hour 2`,
      'unknown flag "--proposal.price-pre-hour"; did you mean "--proposal.price-per-hour"?',
    ],
  ],
  "a measured time that cannot be used": [
    [
      `${compare} --baseline.measured 11.2ms`,
      "--baseline.measured: missing --proposal.measured, which it is compared with",
    ],
    [
      `${compare} --proposal.measured 11.2ms`,
      "--proposal.measured: missing --baseline.measured, which it is compared with",
    ],
    [
      `${compare} --baseline.measured 11.2 --proposal.measured 8ms`,
      `--baseline.measured: ${measuredExpected}, got "11.2"`,
    ],
    [
      `${compare} --baseline.measured 11ms --proposal.measured 0ms`,
      `--proposal.measured: ${measuredExpected}, got "0ms"`,
    ],
    [
      `${compare} --baseline.measured 11ms --proposal.measured -8ms`,
      `--proposal.measured: ${measuredExpected}, got "-8ms"`,
    ],
    [`${compare} --measured 11ms`, 'unknown flag "--measured"; --help lists all'],
    [
      `${compare} --metric energy --baseline.measured 11ms --proposal.measured 8ms`,
      "--baseline.measured: times say nothing of energy, expected another --metric",
    ],
  ],
  "a headline that cannot be used": [
    [`${compare} --headline 0x`, `--headline: ${headlineExpected}, got "0x"`],
    [`${compare} --headline -3`, `--headline: ${headlineExpected}, got "-3"`],
    [`${compare} --headline 1e3`, `--headline: ${headlineExpected}, got "1e3"`],
    [`${compare} --headline 30xx`, `--headline: ${headlineExpected}, got "30xx"`],
    [
      `${compare} --headline memory-capasity`,
      `--headline: ${headlineExpected}, got "memory-capasity"; did you mean "memory-capacity"?`,
    ],
    [
      `${compare} --headline memory-capacity`,
      "--headline: memory-capacity sets the speed-up only with --batch max on both sides and --metric throughput, expected peak-flops or memory-bandwidth",
    ],
    [
      `${compare} --headline link-bandwidth`,
      "--headline: link-bandwidth does not differ between the two by itself, expected peak-flops or memory-bandwidth",
    ],
    [
      `compare --model llama3-8b --hardware h100 --batch max --proposal.input-length 64 --headline memory-capacity`,
      "--headline: memory-capacity does not differ between the two by itself, expected a claimed ratio such as 30x",
    ],
  ],
  "what nobody publishes, or cannot be compared": [
    [
      "solve --model llama3-8b --hardware no-wide-peak.yaml --precision bf16",
      "No Wide Peak has no published peak for bf16 or a wider format; it has int8",
    ],
    ["solve --model llama3-8b --hardware no-wide-peak.yaml --precision int8 --tp 2", "No Wide Peak "],
    [
      "compare --model llama3-8b --baseline h100 --proposal no-power.yaml --metric energy",
      "--metric energy: No Power has no published power, expected another --metric",
    ],
    [`${compare} --baseline.granularity model`, 'both sides must have one granularity, got "model" and "operator"'],
    [
      `compare --model llama3-8b --hardware h100 --proposal.batch 8 --headline peak-flops`,
      "--headline: peak-flops does not differ between the two by itself, expected a claimed ratio such as 30x",
    ],
  ],
};

describe.each(Object.entries(cases))("%s", (_, commands) => {
  it.each(commands)("is one line on stderr, and exit code 1: %s", async (command, line) => {
    const argv = command.split(" ").filter((word) => word !== "");
    const {code, stdout, stderr} = await capture(argv, {folder});
    // A message that ends in a space goes on with words that are another module's to choose.
    if (line.endsWith(" ")) expect(stderr.slice(0, line.length + 14)).toBe(`regime-shift: ${line}`);
    else expect(stderr).toBe(`regime-shift: ${line}\n`);
    expect(stderr.indexOf("\n")).toBe(stderr.length - 1);
    expect({code, stdout}).toEqual({code: 1, stdout: ""});
  });
});

describe("a name that could disguise the message", () => {
  it("is shown as its codes, on one line, cut to a readable length", async () => {
    const {stderr} = await capture(["solve", "--model", "a\nregime-shift: all is well\u202e", "--hardware", "h100"]);
    expect(stderr).toMatch(
      /^regime-shift: --model: unknown model "a\\nregime-shift: all is well\\u\{202e\}": [^\n]*\n$/,
    );
    const long = await capture(["solve", "--model", `./${"x".repeat(50_000)}.yaml`, "--hardware", "h100"]);
    expect(long.stderr.length).toBeLessThan(300);
    expect(long.code).toBe(1);
  });
});

describe("a file", () => {
  it("of more than 1 MB is refused after reading one byte more than that", async () => {
    const asked: number[] = [];
    const readFile = (_: string, most: number) => {
      asked.push(most);
      return Promise.resolve(new Uint8Array(most).fill(32));
    };
    const {code, stderr} = await capture(["solve", "--model", "big.yaml", "--hardware", "h100"], {readFile});
    expect({code, stderr, asked}).toEqual({
      code: 1,
      stderr: 'regime-shift: --model: cannot read "big.yaml": it is larger than 1 MB, which no catalog file is\n',
      asked: [1_000_001],
    });
  });
});

describe("a bug", () => {
  const readFile = () => Promise.reject(new RangeError("out of\ncheese"));
  const argv = ["solve", "--model", "x.yaml", "--hardware", "h100"];

  it("is told from bad input, in one line without a stack", async () => {
    expect(await capture(argv, {readFile})).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "regime-shift: internal error: out of\\u{a}cheese; this is a bug, please report it with the command that you ran\n",
    });
  });

  it("shows where it arose when asked to", async () => {
    const {stderr} = await capture(argv, {readFile, debug: true});
    expect(stderr).toMatch(/^regime-shift: internal error: [^\n]*\nRangeError: out of\ncheese\n {4}at /);
  });
});

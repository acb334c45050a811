import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {explain, type ExplainOptions} from "../../lib/explainer/explain.js";
import type {Explanation, Side} from "../../lib/explainer/types.js";
import {configure} from "../../lib/explore/configure.js";
import type {Options} from "../../lib/explore/options.js";

// No URL: in a page's environment that is the page's own.
const root = join(import.meta.dirname, "../fixtures/explanations");

/** For whoever changes an answer on purpose; the difference is then read before it is committed. */
const regenerate = process.env["REGENERATE"] === "1" && process.env["CI"] === undefined;

/** What a case compares, as its `input.json` states it. */
type Input = Readonly<Record<Side, {readonly model: string; readonly hardware: string; readonly options: Options}>> & {
  readonly explain: ExplainOptions;
};

/** The worked cases: a folder each, with what is compared and all renderings of the answer. */
export const caseNames: readonly string[] = readdirSync(root).sort();

/** The explanation of a case, with further options. */
export function explanationOf(name: string, further: ExplainOptions = {}): Explanation {
  const {baseline, proposal, explain: options} = JSON.parse(readCase(name, "input.json")) as Input;
  const [before, after] = [baseline, proposal].map(({model, hardware, options: scenario}) =>
    configure({model: findModel(model), hardware: findHardware(hardware), options: scenario}),
  );
  return explain(before!, after!, {...options, ...further});
}

/** A file of a case; empty where it is yet to be written. */
export function readCase(name: string, file: string): string {
  return readFileSync(join(root, name, file), "utf8");
}

/** What a rendering of a case must be; rewritten instead where that is asked for. */
export function expectedRendering(name: string, file: string, actual: string): string {
  if (regenerate) writeFileSync(join(root, name, file), actual);
  return readCase(name, file);
}

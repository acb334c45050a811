// @vitest-environment jsdom
import {beforeEach, describe, expect, it} from "vitest";
import {comparisonExplorer} from "../../src/components/comparisonExplorer.js";
import {listHardware, listModels} from "../../src/lib/catalog/lookup.js";
import {phases} from "../../src/lib/engine/types.js";
import {homeState} from "../../src/lib/explore/homeState.js";
import {answered} from "./comparisons.js";

/** The explorer in a page of this query. */
async function open(query = ""): Promise<HTMLElement> {
  history.replaceState(null, "", `/${query}`);
  const element = await comparisonExplorer({hardware: listHardware(), models: listModels()});
  document.body.replaceChildren(element);
  return element;
}

const plain = (element: Element | null) => element?.textContent.replaceAll("\u00a0", " ") ?? "";
const sentence = (element: Element) => plain(element.querySelector(".verdict"));
const notices = (element: Element) => Array.from(element.querySelectorAll("[role=status] .notice"), plain);

function choose(element: Element, name: string, value: string): void {
  const select = element.querySelector<HTMLSelectElement>(`.${name} select`)!;
  select.value = value;
  select.dispatchEvent(new Event("input"));
}

function type(element: Element, name: string, value: string): void {
  const input = element.querySelector<HTMLInputElement>(`.${name} [type=number]`)!;
  input.value = value;
  input.dispatchEvent(new Event("input"));
}

beforeEach(() => {
  document.body.replaceChildren();
});

describe("comparisonExplorer", () => {
  it("opens with the tutorial's comparison and what the other engine says of it", async () => {
    const element = await open();
    expect(sentence(element)).toBe(answered().claims[0]!.text);
    expect(plain(element.querySelector(".remark"))).toMatch(
      /calibrated on measured kernels.* gives 1\.\d\d×: .* ms against/,
    );
    expect(element.querySelectorAll("figure svg")).toHaveLength(5);
    expect(notices(element)).toEqual([]);
  });

  it("follows the batch with the sentence and all charts, and keeps an open table open", async () => {
    const element = await open();
    const twin = element.querySelector<HTMLDetailsElement>("[data-chart=time-bars] details")!;
    twin.open = true;
    const before = Array.from(element.querySelectorAll("figure svg"), (svg) => svg.outerHTML);
    type(element, "batch", "100");
    expect(sentence(element)).toBe(answered({batch: 100}).claims[0]!.text);
    const after = Array.from(element.querySelectorAll("figure svg"), (svg) => svg.outerHTML);
    for (const [index, svg] of after.entries()) expect(svg).not.toBe(before[index]);
    expect(element.querySelector("[data-chart=time-bars] details")).toBe(twin);
    expect(twin.open).toBe(true);
    expect(plain(twin)).toContain("15.7 ms");
  });

  it("shows a verdict and no chart where a side does not fit, and charts again where it does", async () => {
    const element = await open();
    choose(element, "model", "llama-3.1-70b");
    expect(sentence(element)).toContain("does not fit on one A100 SXM 80 GB");
    expect(element.querySelector<HTMLElement>(".comparison-figures")?.hidden).toBe(true);
    choose(element, "model", homeState.model);
    expect(element.querySelector<HTMLElement>(".comparison-figures")?.hidden).toBe(false);
  });

  it.each([
    ["?model=llama-2-7b&input-length=9000", /more than the context of/],
    ["?tp=7", /^Tp 7 does not divide/],
    ["?precision=fp4&baseline=v100-sxm2-32", /^$/],
  ])("answers %s without an error", async (query, expected) => {
    expect(notices(await open(query)).join(" ")).toMatch(expected);
  });

  it("falls back with a notice where the link is malformed, and forgets it at the first change", async () => {
    const element = await open("?batch=-3&model=foo");
    expect(notices(element)).toHaveLength(2);
    expect(sentence(element)).toContain("1.39×");
    type(element, "batch", "2");
    expect(notices(element)).toEqual([]);
  });

  it("offers the phases that the model has, and returns to what was usual with a model that writes", async () => {
    const element = await open("?model=resnet-50");
    const phase = element.querySelector<HTMLSelectElement>(".phase select")!;
    const offered = () =>
      Array.from(phase.options).flatMap(({value, hidden, disabled}) => (hidden || disabled ? [] : value));
    const length = element.querySelector<HTMLElement>(".input-length")!;
    expect([phase.value, offered(), length.hidden]).toEqual(["forward", ["forward", "training"], true]);
    expect(notices(element)).toEqual([]);
    expect(sentence(element)).toMatch(
      /faster than A100 SXM 80 GB at running ResNet-50 \(fp16, batch 1\): .* a pass\.$/,
    );
    expect(plain(element.querySelector(".batch .name"))).toBe("Batch 1 sample");
    expect(element.querySelector(".segments button[value=input-length]")).toBeNull();
    choose(element, "model", homeState.model);
    expect([phase.value, offered(), length.hidden]).toEqual(["decode", [...phases], false]);
    expect(sentence(element)).toBe(answered().claims[0]!.text);
  });

  it("ends the slider of the input at the model's context", async () => {
    const element = await open("?model=bert-base");
    const [range, number] = element.querySelectorAll<HTMLInputElement>(".input-length input");
    expect(number!.value).toBe("512");
    expect(range!.value).toBe(range!.max);
    choose(element, "model", homeState.model);
    expect(number!.value).toBe("1024");
    range!.value = range!.max;
    range!.dispatchEvent(new Event("input"));
    expect(number!.value).toBe("32768");
  });

  it("falls back with a notice where the model lacks the phase of the link", async () => {
    const element = await open("?model=bert-base&phase=decode");
    expect(notices(element)).toEqual([
      "Phase decode: BERT-Base generates no tokens; expected forward or training. Showing the default instead.",
    ]);
    expect(sentence(element)).toContain("at running BERT-Base");
  });

  it.each([
    ["?model=bert-base", "samples per second", "cost of a million samples"],
    ["?model=mamba-130m", "tokens per second", "cost of a million tokens"],
    ["?proposal.model=vit-b-16", "tokens or samples per second", "cost of a million tokens or samples"],
  ])("names the metrics by what a step makes: %s", async (query, throughput, cost) => {
    const element = await open(query);
    const labels = Array.from(element.querySelectorAll(".metric option"), plain);
    expect(labels).toContain(throughput);
    expect(labels).toContain(cost);
    choose(element, "metric", "cost");
    expect(plain(element.querySelector(".more > summary"))).toBe(`More: ${cost}`);
  });

  it("says what a link sets beside the controls, and names an engine that they do not offer", async () => {
    const element = await open("?pp=2&calibration=ideal");
    expect(element.textContent).toContain("The link also sets pp 2.");
    const engine = element.querySelector<HTMLSelectElement>(".engine select")!;
    expect(engine.selectedOptions[0]?.textContent).toBe("ideal, by model");
    choose(element, "engine", "calibrated");
    expect(sentence(element)).toContain("faster");
    expect(Array.from(engine.options, ({hidden}) => hidden)).toEqual([false, false, true]);
  });

  it("compares by the metric that is chosen, and asks for prices only where they count", async () => {
    const element = await open();
    const prices = () => Array.from(element.querySelectorAll<HTMLElement>(".price"), ({hidden}) => !hidden);
    expect(prices()).toEqual([false, false]);
    choose(element, "metric", "cost");
    expect(prices()).toEqual([true, true]);
    const same = sentence(element);
    expect(same).toContain("token");
    const [, proposal] = element.querySelectorAll<HTMLInputElement>(".price input");
    proposal!.value = "4";
    proposal!.dispatchEvent(new Event("input"));
    expect(sentence(element)).not.toBe(same);
    expect(element.querySelector("[data-factor=price]")).not.toBeNull();
    choose(element, "metric", "latency");
    expect(sentence(element)).toContain("1.39× faster");
  });

  it("holds the speed-up against the headline that is chosen, or says why not", async () => {
    const element = await open();
    const gap = () => plain(element.querySelector("[data-claim=gap]"));
    expect(gap()).toMatch(/^Memory bandwidth rises/);
    choose(element, "headline", "peak-flops");
    expect(gap()).toMatch(/^Peak FLOP\/s rises/);
    expect(notices(element)).toEqual([]);
    choose(element, "headline", "link-bandwidth");
    expect(gap()).toMatch(/^Memory bandwidth rises/);
    expect(notices(element).join()).toContain("cannot be held against the ratio of link bandwidth");
    expect(element.querySelector<HTMLElement>(".claim")?.hidden).toBe(true);
    choose(element, "headline", "claim");
    expect(element.querySelector<HTMLElement>(".claim")?.hidden).toBe(false);
    expect(gap()).toContain("claim");
    expect(notices(element)).toEqual([]);
  });

  it("takes the largest batch that fits, and from there the reader's own again", async () => {
    const element = await open("?proposal=h200-sxm");
    const box = element.querySelector<HTMLInputElement>(".largest input")!;
    const tick = (checked: boolean) => {
      box.checked = checked;
      box.dispatchEvent(new Event("input"));
    };
    tick(true);
    expect(plain(element.querySelector(".batch .name"))).toMatch(/^Batch [\d,]+ and [\d,]+, the largest that fit$/);
    expect(sentence(element)).toContain("tokens");
    tick(false);
    expect(plain(element.querySelector(".batch .name"))).toMatch(/^Batch [\d,]+ sequences$/);
    expect(element.querySelector(".verdict-box")).toBeNull();
    tick(true);
    type(element, "batch", "8");
    expect(box.checked).toBe(false);
  });

  it("shows the devices that a link asks for, also such as it does not offer", async () => {
    const element = await open("?tp=2");
    const select = element.querySelector<HTMLSelectElement>(".devices select")!;
    expect(select.value).toBe("2");
    expect(plain(element.querySelector(".more > summary"))).toBe("More: 2 devices");
    expect(sentence(await open("?tp=3"))).toBe("");
    expect(document.querySelector<HTMLSelectElement>(".devices select")!.value).toBe("3");
  });

  it("keeps what was clicked lit while a slider moves", async () => {
    const element = await open();
    const lit = () =>
      Array.from(element.querySelectorAll<SVGElement>(".time-bars [data-lit]"), ({dataset}) => dataset["term"]);
    element.querySelector<HTMLElement>("[data-claim=gap]")!.click();
    expect(lit()).toContain("overhead");
    type(element, "batch", "3");
    type(element, "batch", "4");
    expect(lit()).toContain("overhead");
  });
});

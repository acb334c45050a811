import {describe, expect, it} from "vitest";
import {findModel, listHardware, listModels} from "../../lib/catalog/lookup.js";
import {answerState} from "../../lib/explore/answerState.js";
import {homeState} from "../../lib/explore/homeState.js";
import {commonPhases, longestOfBoth, madeName, withUsualOptions} from "../../lib/explore/modelOptions.js";
import {decodeQuery, type PageState} from "../../lib/explore/queryState.js";
import {withChange} from "../../lib/explore/sideChoices.js";
import {sideModels} from "../../lib/explore/sideModels.js";

const modelsOf = (state: PageState) => sideModels(state, findModel);
const open = (search: string) => decodeQuery(search, homeState, null).state;

/** The state after a reader chose so. */
function choose(
  before: PageState,
  {options, ...part}: Partial<Omit<PageState, "options">> & {options?: object},
): PageState {
  const after = withChange(before, {...before, ...part, options: {...before.options, ...options}});
  return withUsualOptions([before, modelsOf(before)], [after, modelsOf(after)], homeState.options);
}

describe("a comparison of any model", () => {
  it("is answered by a link to every model of the catalog, in each phase that it has", () => {
    const catalog = {hardware: listHardware(), models: listModels()};
    for (const {id} of listModels()) {
      for (const phase of commonPhases(modelsOf(open(`?model=${id}`)))) {
        const {state, notices} = decodeQuery(`?model=${id}&phase=${phase}`, homeState, null);
        expect(notices).toEqual([]);
        expect(answerState(state, catalog).reason, `${id}, ${phase}`).toBeNull();
      }
    }
  });

  it("falls back, with a notice, where what training keeps of a model is not known", () => {
    const {state, notices} = decodeQuery("?model=stable-diffusion-1.5&phase=training", homeState, null);
    expect(state.options.phase).toBe("forward");
    expect(notices.join(" ")).toContain("no published count of activations");
  });

  it("follows the model with the phase and the length that nobody chose, and back", () => {
    const bert = choose(homeState, {model: "bert-base"});
    expect(bert.options).toMatchObject({phase: "forward", inputLength: 512});
    expect(choose(bert, {model: homeState.model})).toEqual(homeState);
  });

  it("keeps what the reader chose as far as the next model takes it", () => {
    const training = choose(choose(homeState, {options: {phase: "training"}}), {options: {inputLength: 300}});
    expect(choose(training, {model: "bert-base"}).options).toMatchObject({phase: "training", inputLength: 300});
    const prefill = choose(choose(homeState, {options: {phase: "prefill"}}), {options: {inputLength: 5000}});
    expect(choose(prefill, {model: "mistral-7b"}).options).toMatchObject({phase: "prefill", inputLength: 5000});
    expect(choose(prefill, {model: "bert-base"}).options).toMatchObject({phase: "forward", inputLength: 512});
  });

  it("makes room for an output, and leaves a length alone that the reader sets too long", () => {
    const tiny = open("?model=whisper-tiny");
    expect(tiny.options.inputLength).toBe(447);
    expect(choose(tiny, {options: {phase: "request", outputLength: 200}}).options.inputLength).toBe(248);
    expect(choose(tiny, {options: {inputLength: 600}}).options.inputLength).toBe(600);
  });

  it("drops the phase of one side alone where a new model lacks it", () => {
    const linked = open("?baseline.phase=prefill");
    expect(linked.alone.baseline.options).toEqual({phase: "prefill"});
    const bert = choose(linked, {model: "bert-base"});
    expect([bert.alone.baseline.options, bert.options.phase]).toEqual([{}, "forward"]);
  });

  it("offers the phases and the lengths that both sides take", () => {
    const mixed = open("?baseline.model=whisper-tiny&proposal.model=bert-base");
    expect(commonPhases(modelsOf(mixed))).toEqual(["forward", "training"]);
    expect(longestOfBoth(mixed, modelsOf(mixed))).toBe(448);
    expect(longestOfBoth(open("?model=resnet-50"), modelsOf(open("?model=resnet-50")))).toBe(Infinity);
  });

  it.each([
    ["?model=llama-3.1-8b", "token"],
    ["?model=mamba-130m&phase=forward", "token"],
    ["?model=vit-b-16", "sample"],
    ["?proposal.model=resnet-50", "token or sample"],
  ])("names what a step makes: %s", (search, made) => {
    const state = open(search);
    expect(madeName(state, modelsOf(state))).toBe(made);
  });
});

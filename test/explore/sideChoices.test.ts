import {describe, expect, it} from "vitest";
import {listHardware, listModels} from "../../lib/catalog/lookup.js";
import {answerState} from "../../lib/explore/answerState.js";
import {homeState} from "../../lib/explore/homeState.js";
import {commonChoices, isCommon, withChange} from "../../lib/explore/sideChoices.js";

const catalog = {hardware: listHardware(), models: listModels()};
const sameMachine = {...homeState, baseline: "h100-sxm"};
const alone = {
  baseline: {...commonChoices.baseline, options: {batch: 1}},
  proposal: {...commonChoices.proposal, model: "mistral-7b", options: {batch: 64, precision: "fp8"}},
} as const;

describe("what holds for one side alone", () => {
  it("takes the place of what both share", () => {
    const {explanation} = answerState({...sameMachine, alone}, catalog);
    expect(explanation?.baseline.configuration.scenario.batch).toBe(1);
    expect(explanation?.proposal.configuration.scenario.batch).toBe(64);
    expect(explanation?.proposal.configuration.model.id).toBe("mistral-7b");
  });

  it("ends where the reader sets the same for both, and the rest of it stays", () => {
    const before = {...sameMachine, alone};
    const after = withChange(before, {...before, options: {...before.options, batch: 8}});
    expect(after.alone.baseline.options).toEqual({});
    expect(after.alone.proposal).toEqual({model: "mistral-7b", config: null, options: {precision: "fp8"}});
    const other = withChange(after, {...after, model: "qwen3-8b"});
    expect(other.alone.proposal.model).toBeNull();
  });

  it("is nothing on the page as it opens", () => {
    expect(isCommon(homeState.alone)).toBe(true);
    expect(isCommon(alone)).toBe(false);
    expect(withChange(homeState, {...homeState, model: "qwen3-8b"})).toEqual({...homeState, model: "qwen3-8b"});
  });
});

import {describe, expect, it} from "vitest";
import {checkScenarios} from "../../lib/check/checkScenarios.js";
import {permalink} from "../../lib/check/permalink.js";
import {answerState} from "../../lib/explore/answerState.js";
import {homeState} from "../../lib/explore/homeState.js";
import {decodeQuery} from "../../lib/explore/queryState.js";
import {listHardware, listModels} from "../../lib/catalog/lookup.js";
import {side} from "./sides.js";

const catalog = {hardware: listHardware(), models: listModels()};

/** The link of the change from one scenario to another. */
function linkOf(before: string, after: string) {
  const of = (text: string) => side(`  - {name: one, ${text}}\n`);
  const [outcome] = checkScenarios(of(before), of(after)).outcomes;
  return {outcome: outcome!, link: permalink(outcome!, "https://course.example")};
}

describe("permalink", () => {
  it.each([
    ["model: llama3-8b, hardware: h100", "model: llama3-8b, hardware: h100, batch: 8"],
    ["model: bert-base, hardware: a100", "model: bert-base, hardware: h100"],
    ["model: gpt2, hardware: a100", "model: gpt2, hardware: h100, phase: prefill"],
    ["model: resnet-50, hardware: a100, batch: 4", "model: resnet-50, hardware: h100, phase: training, batch: 4"],
    ["model: llama3-8b, hardware: h100", "model: vit-b-16, hardware: h100"],
    ["model: mamba-130m, hardware: a100", "model: whisper-tiny, hardware: h100"],
  ])("leads to the same comparison, of any model: %s → %s", (before, after) => {
    const {outcome, link} = linkOf(before, after);
    const {state, notices} = decodeQuery(new URL(link!).search, homeState, null);
    expect(notices).toEqual([]);
    const {explanation} = answerState(state, catalog);
    expect(explanation?.baseline.configuration).toEqual(outcome.before!.scenario.configuration);
    expect(explanation?.proposal.configuration).toEqual(outcome.after!.scenario.configuration);
  });
});

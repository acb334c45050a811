import {defaultChoices} from "./comparisonChoices.js";
import {defaultOptions} from "./options.js";
import type {PageState} from "./queryState.js";
import {commonChoices} from "./sideChoices.js";

/** What the home page shows without a query: the comparison with which the tutorial begins. */
export const homeState: PageState = {
  model: "llama-3.1-8b",
  config: null,
  baseline: "a100-sxm-80",
  proposal: "h100-sxm",
  ...defaultChoices,
  options: {...defaultOptions, precision: "fp16", calibration: "tutorial", granularity: "model"},
  alone: commonChoices,
};

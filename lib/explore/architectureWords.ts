import type {Architecture} from "../engine/types.js";

/** What kind of network an architecture is, as a reader calls it. */
export const architectureWords: Readonly<Record<Architecture, string>> = {
  decoder: "decoder",
  encoder: "encoder",
  "encoder-decoder": "encoder and decoder",
  cnn: "convolutional",
  diffusion: "diffusion",
  ssm: "state space",
  recommendation: "recommendation",
};

/** Why a run took longer than the engine says: phenomena that others have described, which the engine does not model. */
export const missReasons = {
  "llama-cpp-prompts": {
    name: "prompts in llama.cpp",
    text: "In the spring of 2024 llama.cpp read prompts with kernels of its own that were tuned on a few consumer cards. On others, and most of all in 16 bits on cards with HBM, they are far from what the vendor’s libraries reach.",
  },
  "llama-cpp-hbm": {
    name: "cards with HBM in llama.cpp",
    text: "llama.cpp’s kernels for generating were tuned for consumer cards. A card with HBM needs more bytes under way at once to fill its bandwidth, and these kernels do not ask for them.",
  },
  "power-limit": {
    name: "power limit of small cards",
    text: "A card of the size of the T4 may draw so little power that it lowers its clock as soon as its matrix units are busy, and stays far below its data sheet’s peak.",
  },
  "eager-launches": {
    name: "kernels launched one by one",
    text: "PyTorch, MXNet and the first transformer stacks launched each small kernel from Python. The host was the bottleneck at small batches, and how large it was depends on a machine that nobody describes.",
  },
  "weight-only-prompts": {
    name: "prompts through narrow weights",
    text: "The first kernels for four-bit weights were written to generate one token at a time. A long prompt or a large batch went through them all the same, or through a copy of the weights that was widened first.",
  },
  queueing: {
    name: "requests that queue",
    text: "The row states how many requests arrive in a second, not how many are under way. They may come in bunches, and then wait for one another before their first token.",
  },
  "small-messages": {
    name: "small messages between devices",
    text: "With few tokens in a step an all-reduce sends little, and its fixed time decides. It depends on the library, on its version and on the links, and is one constant here.",
  },
  "young-software": {
    name: "young software on a new accelerator",
    text: "In the first year of an accelerator many kernels are still those of its predecessor, and two releases may differ by more than two accelerators do.",
  },
  experts: {
    name: "experts that are not hit evenly",
    text: "The engine counts the experts that are hit when each is as likely as any other, on every device alike. Real prompts favour some, the busiest device decides, and serving engines group the experts’ products in different ways.",
  },
  "full-memory": {
    name: "at the edge of memory",
    text: "The row takes the largest batch that the engine of the time could hold. A few per cent of memory, of which nobody states the use, then change the batch.",
  },
  "sharded-training": {
    name: "sharded training",
    text: "Weights that are sharded over devices are gathered before each layer. How much of that hides behind arithmetic depends on the release and on the network, and power limits lower the clock in long runs.",
  },
} as const satisfies Record<string, {readonly name: string; readonly text: string}>;

/** Names a phenomenon. */
export type MissReason = keyof typeof missReasons;

/** What is said where no phenomenon is known. */
export const noKnownReason = "no known reason";

import type {StorageFormat} from "../engine/precision.js";
import type {SourceKind} from "../catalog/types.js";

/** Where a constant of the engine comes from. */
export interface ConstantOrigin {
  readonly title: string;
  readonly url: string | null;
  readonly kind: SourceKind;
  /** Where in the source it stands. */
  readonly at?: string;
  readonly derivation?: string;
  readonly note?: string;
  /** The module of the engine that states it. */
  readonly file: string;
}

const limits = {
  title: "TensorRT-LLM, trtllm-build",
  url: "https://nvidia.github.io/TensorRT-LLM/commands/trtllm-build.html",
  kind: "vendor-documentation",
} as const;

/** The origin of each constant of the engine that is no arithmetic. */
export const constantOrigins = {
  workspace: {
    title: "A round figure for the context of the driver, captured graphs and the activations of one prefill chunk",
    url: null,
    kind: "estimate",
    note: "engines report 1 to 3 GB; an eighth of a small memory",
    file: "lib/engine/footprint.ts",
  },
  kvCacheFraction: {
    title: "TensorRT-LLM, How to Change KV Cache Behavior",
    url: "https://nvidia.github.io/TensorRT-LLM/examples/kvcacheconfig.html",
    kind: "vendor-documentation",
    at: "default of free_gpu_memory_fraction",
    note: "of what weights and workspace leave",
    file: "lib/engine/footprint.ts",
  },
  batchCap: {...limits, at: "default of max_batch_size", file: "lib/engine/footprint.ts"},
  chunkTokens: {...limits, at: "default of max_num_tokens", file: "lib/engine/passes.ts"},
  network: {
    title: "NVIDIA DGX H100 user guide",
    url: "https://docs.nvidia.com/dgx/dgxh100-user-guide/introduction-to-dgxh100.html",
    kind: "vendor-documentation",
    derivation: "eight ports of 400 Gbit/s beside eight accelerators",
    file: "lib/engine/defaultScenario.ts",
  },
  optimizerBytesPerParameter: {
    title: "Rajbhandari et al., ZeRO",
    url: "https://arxiv.org/abs/1910.02054",
    kind: "paper",
    at: "section 3.1",
    derivation: "a wide copy of narrow weights, and two moments (Adam) or one (SGD), in fp32",
    file: "lib/engine/trainingMemory.ts",
  },
  attentionBackward: {
    title: "Dao, FlashAttention-2",
    url: "https://arxiv.org/abs/2307.08691",
    kind: "paper",
    at: "section 4.1",
    derivation: "five products where the forward pass has two",
    file: "lib/engine/trainedOperators.ts",
  },
  bucketBytes: {
    title: "Li et al., PyTorch Distributed",
    url: "https://arxiv.org/abs/2006.15704",
    kind: "paper",
    at: "section 3.2.3",
    file: "lib/engine/trainingTraffic.ts",
  },
  scanFlop: {
    title: "Mamba, the authors' code",
    url: "https://github.com/state-spaces/mamba",
    kind: "third-party",
    file: "lib/engine/lowerStateSpace.ts",
  },
} as const satisfies Readonly<Record<string, ConstantOrigin>>;

const width: ConstantOrigin = {
  title: "The width of the format",
  url: null,
  kind: "definition",
  file: "lib/engine/precision.ts",
};

const blocked: Readonly<Partial<Record<StorageFormat, ConstantOrigin>>> = {
  int4: {
    title: "Lin et al., AWQ",
    url: "https://arxiv.org/abs/2306.00978",
    kind: "paper",
    derivation: "4 bits, and a 16-bit scale for each group of 128",
    file: width.file,
  },
  fp4: {
    title: "NVIDIA Transformer Engine documentation, NVFP4",
    url: "https://docs.nvidia.com/deeplearning/transformer-engine/",
    kind: "vendor-documentation",
    derivation: "4 bits, and an 8-bit scale for each block of 16",
    file: width.file,
  },
  mxfp4: {
    title: "OCP Microscaling Formats (MX) Specification 1.0",
    url: "https://www.opencompute.org/documents/ocp-microscaling-formats-mx-v1-0-spec-final-pdf",
    kind: "third-party",
    derivation: "4 bits, and an 8-bit scale for each block of 32",
    file: width.file,
  },
  q4_k_m: {
    title: "Size of llama.cpp's file of Llama-3-8B",
    url: null,
    kind: "derived",
    derivation: "4.92 GB for 8.03·10⁹ weights",
    file: width.file,
  },
};

/** Where the bytes of one value of a format come from. */
export function widthOrigin(format: StorageFormat): ConstantOrigin {
  return blocked[format] ?? width;
}

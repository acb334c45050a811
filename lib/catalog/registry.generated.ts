// Generated from data/ by `npm run generate`. Do not edit.
import type {Hardware as HardwareType, Model} from "../engine/types.js";
import {defineRegistry} from "./define.js";
import type {CalibrationEntry} from "./types.js";

/** Accelerators by tier. An alias, not an interface: only that may be walked as a record. */
export type HardwareRegistry = {
  readonly Cloud: {
    /** NVIDIA A10 */
    readonly A10: HardwareType;
    /** NVIDIA A100 SXM 80 GB */
    readonly A100: HardwareType;
    /** NVIDIA A100 SXM 40 GB */
    readonly A100_40: HardwareType;
    /** NVIDIA B200 */
    readonly B200: HardwareType;
    /** NVIDIA H100 SXM */
    readonly H100: HardwareType;
    /** NVIDIA H100 PCIe */
    readonly H100_PCIe: HardwareType;
    /** NVIDIA H200 SXM */
    readonly H200: HardwareType;
    /** NVIDIA L4 */
    readonly L4: HardwareType;
    /** NVIDIA L40S */
    readonly L40S: HardwareType;
    /** AMD MI300X */
    readonly MI300X: HardwareType;
    /** AMD MI325X */
    readonly MI325X: HardwareType;
    /** NVIDIA T4 */
    readonly T4: HardwareType;
    /** NVIDIA V100 SXM2 32 GB */
    readonly V100: HardwareType;
  };
  readonly Workstation: {
    /** NVIDIA RTX 3090 */
    readonly RTX_3090: HardwareType;
    /** NVIDIA RTX 4090 */
    readonly RTX_4090: HardwareType;
    /** NVIDIA RTX 5090 */
    readonly RTX_5090: HardwareType;
  };
};

/** Accelerators by tier: `Hardware.Cloud.H100`. Rates in SI units, peaks dense, links per direction. */
export const Hardware = /* @__PURE__ */ defineRegistry<HardwareRegistry>({
  Cloud: {
    A10: {
      id: "a10",
      name: "A10",
      vendor: "NVIDIA",
      tier: "cloud",
      releaseYear: 2021,
      peakFlopPerSecond: {fp32: 3.12e13, tf32: 6.25e13, bf16: 1.25e14, fp16: 1.25e14, int8: 2.5e14, int4: 5e14},
      memoryCapacityBytes: 2.4e10,
      memoryBandwidthBytesPerSecond: 6e11,
      linkBandwidthBytesPerSecond: 3.2e10,
      hostLinkBandwidthBytesPerSecond: 3.2e10,
      powerWatts: 150,
    },
    A100: {
      id: "a100-sxm-80",
      name: "A100 SXM 80 GB",
      vendor: "NVIDIA",
      tier: "cloud",
      releaseYear: 2020,
      peakFlopPerSecond: {fp32: 1.95e13, tf32: 1.56e14, bf16: 3.12e14, fp16: 3.12e14, int8: 6.24e14, int4: 1.248e15},
      memoryCapacityBytes: 8e10,
      memoryBandwidthBytesPerSecond: 2.039e12,
      linkBandwidthBytesPerSecond: 3e11,
      hostLinkBandwidthBytesPerSecond: 3.2e10,
      powerWatts: 400,
    },
    A100_40: {
      id: "a100-sxm-40",
      name: "A100 SXM 40 GB",
      vendor: "NVIDIA",
      tier: "cloud",
      releaseYear: 2020,
      peakFlopPerSecond: {fp32: 1.95e13, tf32: 1.56e14, bf16: 3.12e14, fp16: 3.12e14, int8: 6.24e14, int4: 1.248e15},
      memoryCapacityBytes: 4e10,
      memoryBandwidthBytesPerSecond: 1.555e12,
      linkBandwidthBytesPerSecond: 3e11,
      hostLinkBandwidthBytesPerSecond: 3.2e10,
      powerWatts: 400,
    },
    B200: {
      id: "b200",
      name: "B200",
      vendor: "NVIDIA",
      tier: "cloud",
      releaseYear: 2024,
      peakFlopPerSecond: {
        fp32: 7.5e13,
        tf32: 1.125e15,
        bf16: 2.25e15,
        fp16: 2.25e15,
        fp8: 4.5e15,
        int8: 4.5e15,
        fp4: 9e15,
      },
      memoryCapacityBytes: 1.8e11,
      memoryBandwidthBytesPerSecond: 7.7e12,
      linkBandwidthBytesPerSecond: 9e11,
      hostLinkBandwidthBytesPerSecond: 6.4e10,
      powerWatts: 1e3,
    },
    H100: {
      id: "h100-sxm",
      name: "H100 SXM",
      vendor: "NVIDIA",
      tier: "cloud",
      releaseYear: 2022,
      peakFlopPerSecond: {fp32: 6.7e13, tf32: 4.945e14, bf16: 9.89e14, fp16: 9.89e14, fp8: 1.979e15, int8: 1.979e15},
      memoryCapacityBytes: 8e10,
      memoryBandwidthBytesPerSecond: 3.35e12,
      linkBandwidthBytesPerSecond: 4.5e11,
      hostLinkBandwidthBytesPerSecond: 6.4e10,
      powerWatts: 700,
    },
    H100_PCIe: {
      id: "h100-pcie",
      name: "H100 PCIe",
      vendor: "NVIDIA",
      tier: "cloud",
      releaseYear: 2022,
      peakFlopPerSecond: {fp32: 5.1e13, tf32: 3.78e14, bf16: 7.565e14, fp16: 7.565e14, fp8: 1.513e15, int8: 1.513e15},
      memoryCapacityBytes: 8e10,
      memoryBandwidthBytesPerSecond: 2e12,
      linkBandwidthBytesPerSecond: 6.4e10,
      hostLinkBandwidthBytesPerSecond: 6.4e10,
      powerWatts: 350,
    },
    H200: {
      id: "h200-sxm",
      name: "H200 SXM",
      vendor: "NVIDIA",
      tier: "cloud",
      releaseYear: 2024,
      peakFlopPerSecond: {fp32: 6.7e13, tf32: 4.945e14, bf16: 9.89e14, fp16: 9.89e14, fp8: 1.979e15, int8: 1.979e15},
      memoryCapacityBytes: 1.41e11,
      memoryBandwidthBytesPerSecond: 4.8e12,
      linkBandwidthBytesPerSecond: 4.5e11,
      hostLinkBandwidthBytesPerSecond: 6.4e10,
      powerWatts: 700,
    },
    L4: {
      id: "l4",
      name: "L4",
      vendor: "NVIDIA",
      tier: "cloud",
      releaseYear: 2023,
      peakFlopPerSecond: {fp32: 3.03e13, tf32: 6e13, bf16: 1.21e14, fp16: 1.21e14, fp8: 2.425e14, int8: 2.425e14},
      memoryCapacityBytes: 2.4e10,
      memoryBandwidthBytesPerSecond: 3e11,
      linkBandwidthBytesPerSecond: 3.2e10,
      hostLinkBandwidthBytesPerSecond: 3.2e10,
      powerWatts: 72,
    },
    L40S: {
      id: "l40s",
      name: "L40S",
      vendor: "NVIDIA",
      tier: "cloud",
      releaseYear: 2023,
      peakFlopPerSecond: {fp32: 9.16e13, tf32: 1.83e14, bf16: 3.6205e14, fp16: 3.6205e14, fp8: 7.33e14, int8: 7.33e14},
      memoryCapacityBytes: 4.8e10,
      memoryBandwidthBytesPerSecond: 8.64e11,
      linkBandwidthBytesPerSecond: 3.2e10,
      hostLinkBandwidthBytesPerSecond: 3.2e10,
      powerWatts: 350,
    },
    MI300X: {
      id: "mi300x",
      name: "MI300X",
      vendor: "AMD",
      tier: "cloud",
      releaseYear: 2023,
      peakFlopPerSecond: {
        fp32: 1.634e14,
        tf32: 6.537e14,
        bf16: 1.3074e15,
        fp16: 1.3074e15,
        fp8: 2.6149e15,
        int8: 2.6149e15,
      },
      memoryCapacityBytes: 1.92e11,
      memoryBandwidthBytesPerSecond: 5.3e12,
      linkBandwidthBytesPerSecond: 4.48e11,
      hostLinkBandwidthBytesPerSecond: 6.4e10,
      powerWatts: 750,
    },
    MI325X: {
      id: "mi325x",
      name: "MI325X",
      vendor: "AMD",
      tier: "cloud",
      releaseYear: 2024,
      peakFlopPerSecond: {
        fp32: 1.634e14,
        tf32: 6.537e14,
        bf16: 1.3074e15,
        fp16: 1.3074e15,
        fp8: 2.6149e15,
        int8: 2.6149e15,
      },
      memoryCapacityBytes: 2.56e11,
      memoryBandwidthBytesPerSecond: 6e12,
      linkBandwidthBytesPerSecond: 4.48e11,
      hostLinkBandwidthBytesPerSecond: 6.4e10,
      powerWatts: 1e3,
    },
    T4: {
      id: "t4",
      name: "T4",
      vendor: "NVIDIA",
      tier: "cloud",
      releaseYear: 2018,
      peakFlopPerSecond: {fp32: 8.1e12, fp16: 6.5e13, int8: 1.3e14, int4: 2.6e14},
      memoryCapacityBytes: 1.6e10,
      memoryBandwidthBytesPerSecond: 3.2e11,
      linkBandwidthBytesPerSecond: 1.6e10,
      hostLinkBandwidthBytesPerSecond: 1.6e10,
      powerWatts: 70,
    },
    V100: {
      id: "v100-sxm2-32",
      name: "V100 SXM2 32 GB",
      vendor: "NVIDIA",
      tier: "cloud",
      releaseYear: 2018,
      peakFlopPerSecond: {fp32: 1.57e13, fp16: 1.25e14},
      memoryCapacityBytes: 3.2e10,
      memoryBandwidthBytesPerSecond: 9e11,
      linkBandwidthBytesPerSecond: 1.5e11,
      hostLinkBandwidthBytesPerSecond: 1.6e10,
      powerWatts: 300,
    },
  },
  Workstation: {
    RTX_3090: {
      id: "rtx-3090",
      name: "RTX 3090",
      vendor: "NVIDIA",
      tier: "workstation",
      releaseYear: 2020,
      peakFlopPerSecond: {fp32: 3.56e13, tf32: 3.56e13, bf16: 7.1e13, fp16: 7.1e13, int8: 2.84e14, int4: 5.68e14},
      memoryCapacityBytes: 2.4e10,
      memoryBandwidthBytesPerSecond: 9.36e11,
      linkBandwidthBytesPerSecond: 3.2e10,
      hostLinkBandwidthBytesPerSecond: 3.2e10,
      powerWatts: 350,
    },
    RTX_4090: {
      id: "rtx-4090",
      name: "RTX 4090",
      vendor: "NVIDIA",
      tier: "workstation",
      releaseYear: 2022,
      peakFlopPerSecond: {
        fp32: 8.26e13,
        tf32: 8.26e13,
        bf16: 1.652e14,
        fp16: 1.652e14,
        fp8: 3.303e14,
        int8: 6.606e14,
        int4: 1.3212e15,
      },
      memoryCapacityBytes: 2.4e10,
      memoryBandwidthBytesPerSecond: 1.008e12,
      linkBandwidthBytesPerSecond: 3.2e10,
      hostLinkBandwidthBytesPerSecond: 3.2e10,
      powerWatts: 450,
    },
    RTX_5090: {
      id: "rtx-5090",
      name: "RTX 5090",
      vendor: "NVIDIA",
      tier: "workstation",
      releaseYear: 2025,
      peakFlopPerSecond: {
        fp32: 1.048e14,
        tf32: 1.048e14,
        bf16: 2.095e14,
        fp16: 2.095e14,
        fp8: 4.19e14,
        int8: 8.38e14,
        fp4: 1.676e15,
      },
      memoryCapacityBytes: 3.2e10,
      memoryBandwidthBytesPerSecond: 1.792e12,
      linkBandwidthBytesPerSecond: 6.4e10,
      hostLinkBandwidthBytesPerSecond: 6.4e10,
      powerWatts: 575,
    },
  },
});

/** One accelerator. */
export type Hardware = HardwareType;

/** Models by collection. */
export type ModelsRegistry = {
  readonly Language: {
    /** Llama-2-13B */
    readonly Llama2_13B: Model;
    /** Llama-2-70B */
    readonly Llama2_70B: Model;
    /** Llama-2-7B */
    readonly Llama2_7B: Model;
    /** Llama-3.1-405B */
    readonly Llama3_405B: Model;
    /** Llama-3.1-70B */
    readonly Llama3_70B: Model;
    /** Llama-3.1-8B */
    readonly Llama3_8B: Model;
    /** Mistral-7B-v0.1 */
    readonly Mistral_7B: Model;
    /** Phi-4 */
    readonly Phi4: Model;
    /** Qwen2.5-14B */
    readonly Qwen2_5_14B: Model;
    /** Qwen2.5-32B */
    readonly Qwen2_5_32B: Model;
    /** Qwen2.5-72B */
    readonly Qwen2_5_72B: Model;
    /** Qwen2.5-7B */
    readonly Qwen2_5_7B: Model;
    /** Qwen3-0.6B */
    readonly Qwen3_0_6B: Model;
    /** Qwen3-14B */
    readonly Qwen3_14B: Model;
    /** Qwen3-1.7B */
    readonly Qwen3_1_7B: Model;
    /** Qwen3-32B */
    readonly Qwen3_32B: Model;
    /** Qwen3-4B */
    readonly Qwen3_4B: Model;
    /** Qwen3-8B */
    readonly Qwen3_8B: Model;
  };
};

/** Models by collection: `Models.Language.Llama3_8B`. */
export const Models = /* @__PURE__ */ defineRegistry<ModelsRegistry>({
  Language: {
    Llama2_13B: {
      id: "llama-2-13b",
      name: "Llama-2-13B",
      family: "Llama 2",
      architecture: "decoder",
      layers: 40,
      hiddenSize: 5120,
      heads: 40,
      kvHeads: 40,
      headSize: 128,
      feedForwardSize: 13824,
      gatedFeedForward: true,
      vocabularySize: 32000,
      maxContext: 4096,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: false,
      attentionBias: false,
    },
    Llama2_70B: {
      id: "llama-2-70b",
      name: "Llama-2-70B",
      family: "Llama 2",
      architecture: "decoder",
      layers: 80,
      hiddenSize: 8192,
      heads: 64,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 28672,
      gatedFeedForward: true,
      vocabularySize: 32000,
      maxContext: 4096,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: false,
      attentionBias: false,
    },
    Llama2_7B: {
      id: "llama-2-7b",
      name: "Llama-2-7B",
      family: "Llama 2",
      architecture: "decoder",
      layers: 32,
      hiddenSize: 4096,
      heads: 32,
      kvHeads: 32,
      headSize: 128,
      feedForwardSize: 11008,
      gatedFeedForward: true,
      vocabularySize: 32000,
      maxContext: 4096,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: false,
      attentionBias: false,
    },
    Llama3_405B: {
      id: "llama-3.1-405b",
      name: "Llama-3.1-405B",
      family: "Llama 3.1",
      architecture: "decoder",
      layers: 126,
      hiddenSize: 16384,
      heads: 128,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 53248,
      gatedFeedForward: true,
      vocabularySize: 128256,
      maxContext: 131072,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: false,
      attentionBias: false,
    },
    Llama3_70B: {
      id: "llama-3.1-70b",
      name: "Llama-3.1-70B",
      family: "Llama 3.1",
      architecture: "decoder",
      layers: 80,
      hiddenSize: 8192,
      heads: 64,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 28672,
      gatedFeedForward: true,
      vocabularySize: 128256,
      maxContext: 131072,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: false,
      attentionBias: false,
    },
    Llama3_8B: {
      id: "llama-3.1-8b",
      name: "Llama-3.1-8B",
      family: "Llama 3.1",
      architecture: "decoder",
      layers: 32,
      hiddenSize: 4096,
      heads: 32,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 14336,
      gatedFeedForward: true,
      vocabularySize: 128256,
      maxContext: 131072,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: false,
      attentionBias: false,
    },
    Mistral_7B: {
      id: "mistral-7b",
      name: "Mistral-7B-v0.1",
      family: "Mistral",
      architecture: "decoder",
      layers: 32,
      hiddenSize: 4096,
      heads: 32,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 14336,
      gatedFeedForward: true,
      vocabularySize: 32000,
      maxContext: 32768,
      slidingWindow: 4096,
      tiedEmbeddings: false,
      queryKeyNorm: false,
      attentionBias: false,
    },
    Phi4: {
      id: "phi-4",
      name: "Phi-4",
      family: "Phi-4",
      architecture: "decoder",
      layers: 40,
      hiddenSize: 5120,
      heads: 40,
      kvHeads: 10,
      headSize: 128,
      feedForwardSize: 17920,
      gatedFeedForward: true,
      vocabularySize: 100352,
      maxContext: 16384,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: false,
      attentionBias: false,
    },
    Qwen2_5_14B: {
      id: "qwen2.5-14b",
      name: "Qwen2.5-14B",
      family: "Qwen2.5",
      architecture: "decoder",
      layers: 48,
      hiddenSize: 5120,
      heads: 40,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 13824,
      gatedFeedForward: true,
      vocabularySize: 152064,
      maxContext: 131072,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: false,
      attentionBias: true,
    },
    Qwen2_5_32B: {
      id: "qwen2.5-32b",
      name: "Qwen2.5-32B",
      family: "Qwen2.5",
      architecture: "decoder",
      layers: 64,
      hiddenSize: 5120,
      heads: 40,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 27648,
      gatedFeedForward: true,
      vocabularySize: 152064,
      maxContext: 131072,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: false,
      attentionBias: true,
    },
    Qwen2_5_72B: {
      id: "qwen2.5-72b",
      name: "Qwen2.5-72B",
      family: "Qwen2.5",
      architecture: "decoder",
      layers: 80,
      hiddenSize: 8192,
      heads: 64,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 29568,
      gatedFeedForward: true,
      vocabularySize: 152064,
      maxContext: 131072,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: false,
      attentionBias: true,
    },
    Qwen2_5_7B: {
      id: "qwen2.5-7b",
      name: "Qwen2.5-7B",
      family: "Qwen2.5",
      architecture: "decoder",
      layers: 28,
      hiddenSize: 3584,
      heads: 28,
      kvHeads: 4,
      headSize: 128,
      feedForwardSize: 18944,
      gatedFeedForward: true,
      vocabularySize: 152064,
      maxContext: 131072,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: false,
      attentionBias: true,
    },
    Qwen3_0_6B: {
      id: "qwen3-0.6b",
      name: "Qwen3-0.6B",
      family: "Qwen3",
      architecture: "decoder",
      layers: 28,
      hiddenSize: 1024,
      heads: 16,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 3072,
      gatedFeedForward: true,
      vocabularySize: 151936,
      maxContext: 40960,
      slidingWindow: null,
      tiedEmbeddings: true,
      queryKeyNorm: true,
      attentionBias: false,
    },
    Qwen3_14B: {
      id: "qwen3-14b",
      name: "Qwen3-14B",
      family: "Qwen3",
      architecture: "decoder",
      layers: 40,
      hiddenSize: 5120,
      heads: 40,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 17408,
      gatedFeedForward: true,
      vocabularySize: 151936,
      maxContext: 40960,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: true,
      attentionBias: false,
    },
    Qwen3_1_7B: {
      id: "qwen3-1.7b",
      name: "Qwen3-1.7B",
      family: "Qwen3",
      architecture: "decoder",
      layers: 28,
      hiddenSize: 2048,
      heads: 16,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 6144,
      gatedFeedForward: true,
      vocabularySize: 151936,
      maxContext: 40960,
      slidingWindow: null,
      tiedEmbeddings: true,
      queryKeyNorm: true,
      attentionBias: false,
    },
    Qwen3_32B: {
      id: "qwen3-32b",
      name: "Qwen3-32B",
      family: "Qwen3",
      architecture: "decoder",
      layers: 64,
      hiddenSize: 5120,
      heads: 64,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 25600,
      gatedFeedForward: true,
      vocabularySize: 151936,
      maxContext: 40960,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: true,
      attentionBias: false,
    },
    Qwen3_4B: {
      id: "qwen3-4b",
      name: "Qwen3-4B",
      family: "Qwen3",
      architecture: "decoder",
      layers: 36,
      hiddenSize: 2560,
      heads: 32,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 9728,
      gatedFeedForward: true,
      vocabularySize: 151936,
      maxContext: 40960,
      slidingWindow: null,
      tiedEmbeddings: true,
      queryKeyNorm: true,
      attentionBias: false,
    },
    Qwen3_8B: {
      id: "qwen3-8b",
      name: "Qwen3-8B",
      family: "Qwen3",
      architecture: "decoder",
      layers: 36,
      hiddenSize: 4096,
      heads: 32,
      kvHeads: 8,
      headSize: 128,
      feedForwardSize: 12288,
      gatedFeedForward: true,
      vocabularySize: 151936,
      maxContext: 40960,
      slidingWindow: null,
      tiedEmbeddings: false,
      queryKeyNorm: true,
      attentionBias: false,
    },
  },
});

/** Calibrations by id. */
export const calibrations = /* @__PURE__ */ defineRegistry<
  Readonly<Record<"calibrated" | "ideal" | "tutorial", CalibrationEntry>>
>({
  calibrated: {
    id: "calibrated",
    name: "Calibrated",
    summary: "What well-tuned software reaches, as global constants.",
    constants: {
      matrixFraction: {bits16: 0.82, bits8: 0.63, bits4: 0.5},
      attentionFraction: 0.49,
      memoryFraction: 0.86,
      linkFraction: 0.6,
      linkLatencySeconds: 1.2e-5,
      launchSeconds: {graph: 5.3e-6, eager: 1.1e-5},
      launchesPerLayer: 9,
      idlePowerFraction: 0.3,
    },
    stepSeconds: {default: 0, byHardware: {}},
  },
  ideal: {
    id: "ideal",
    name: "Ideal",
    summary: "Every peak is reached and nothing costs time beside the work itself; what no tuning can beat.",
    constants: {
      matrixFraction: {bits16: 1, bits8: 1, bits4: 1},
      attentionFraction: 1,
      memoryFraction: 1,
      linkFraction: 1,
      linkLatencySeconds: 0,
      launchSeconds: {graph: 0, eager: 0},
      launchesPerLayer: 0,
      idlePowerFraction: 0,
    },
    stepSeconds: {default: 0, byHardware: {}},
  },
  tutorial: {
    id: "tutorial",
    name: "Tutorial",
    summary: "The one physically meaningful set of constants that reproduces the published tutorial's printed figures.",
    constants: {
      matrixFraction: {bits16: 0.41, bits8: 0.41, bits4: 0.41},
      attentionFraction: 0.41,
      memoryFraction: 1,
      linkFraction: 1,
      linkLatencySeconds: 0,
      launchSeconds: {graph: 9.85e-6, eager: 9.85e-6},
      launchesPerLayer: 10,
      idlePowerFraction: 0.3,
    },
    stepSeconds: {default: 1e-5, byHardware: {"a100-sxm-80": 1.5e-5}},
  },
});

/** Id by alias. */
export const hardwareAliases: Readonly<Record<string, string>> = {
  "3090": "rtx-3090",
  "4090": "rtx-4090",
  "5090": "rtx-5090",
  a100: "a100-sxm-80",
  "a100-40gb": "a100-sxm-40",
  "a100-80gb": "a100-sxm-80",
  "a100-sxm": "a100-sxm-80",
  "b200-180gb": "b200",
  "b200-sxm": "b200",
  h100: "h100-sxm",
  "h100-80gb": "h100-sxm",
  h200: "h200-sxm",
  "h200-141gb": "h200-sxm",
  rtx3090: "rtx-3090",
  rtx4090: "rtx-4090",
  rtx5090: "rtx-5090",
  "tesla-t4": "t4",
  v100: "v100-sxm2-32",
  "v100-sxm2": "v100-sxm2-32",
};

/** Id by alias. */
export const modelAliases: Readonly<Record<string, string>> = {
  "llama-3-70b": "llama-3.1-70b",
  "llama-3-8b": "llama-3.1-8b",
  "llama2-13b": "llama-2-13b",
  "llama2-70b": "llama-2-70b",
  "llama2-7b": "llama-2-7b",
  "llama3-405b": "llama-3.1-405b",
  "llama3-70b": "llama-3.1-70b",
  "llama3-8b": "llama-3.1-8b",
  "llama3.1-405b": "llama-3.1-405b",
  "llama3.1-70b": "llama-3.1-70b",
  "llama3.1-8b": "llama-3.1-8b",
  mistral: "mistral-7b",
  "mistral-7b-v0.1": "mistral-7b",
  "qwen2.5": "qwen2.5-7b",
  qwen3: "qwen3-8b",
};

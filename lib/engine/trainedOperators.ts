import {elementwise, type Operator} from "./operator.js";
import {trainsAdapters} from "./trainingMemory.js";
import type {Model, Scenario} from "./types.js";
import {valueSizes} from "./valueSizes.js";

/** Operators outside the layers, which no recomputation runs again. */
const outsideLayers: ReadonlySet<string> = new Set([
  "embedding",
  "final norm",
  "LM head",
  "pipeline send",
  "first convolution",
  "second convolution",
  "encoder norm",
  "encoder pipeline send",
]);

/** Products that adapters sit beside (arXiv 2106.09685, section 4.2: the projections of attention). */
const adapted: ReadonlySet<string> = new Set([
  "QKV projection",
  "query projection",
  "KV compression",
  "query and KV compression",
  "KV expansion",
  "output projection",
  "in projection",
  "out projection",
  "encoder QKV projection",
  "encoder output projection",
  "cross-attention KV projection",
  "cross-attention query projection",
  "cross-attention output projection",
]);

/**
 * Operations of attention's backward pass for each of its forward pass: five products where forward has two, for the scores
 * are computed once more rather than kept (FlashAttention-2, arXiv 2307.08691, section 4.1).
 */
export const attentionBackward = 2.5;

/** An operator of the forward pass, and how training treats it. */
export interface Trained {
  readonly operator: Operator;
  /** Its weights are changed, and so have gradients. */
  readonly trained: boolean;
  /** It is run once more in the backward pass. */
  readonly recomputed: boolean;
  /** It is a product in a narrow format, for which values are quantised. */
  readonly quantised: boolean;
}

/** Which operators are trained, and which are run once more; the products of adapters among them. */
export function trainedOperators(model: Model, scenario: Scenario, forward: readonly Operator[]): readonly Trained[] {
  const {recomputation, loraRank} = scenario.training;
  const adapters = trainsAdapters(model, scenario);
  const {narrow, wide} = valueSizes(scenario);
  const treated: Trained[] = [];
  for (const operator of forward) {
    const recomputed =
      recomputation === "full"
        ? !outsideLayers.has(operator.id)
        : recomputation === "selective" && operator.arithmetic === "attention";
    const quantised = narrow < wide && operator.arithmetic === "matrix";
    treated.push({operator, trained: !adapters && operator.weightBytes > 0, recomputed, quantised});
    if (adapters && adapted.has(operator.id)) {
      const adapter = adapterOf(operator, scenario, loraRank);
      treated.push({operator: adapter, trained: true, recomputed, quantised: false});
    }
  }
  return treated;
}

/** The two narrow products beside a frozen one: 2·r·(inputs + outputs) FLOP a token, reading and writing what it does. */
function adapterOf(frozen: Operator, scenario: Scenario, rank: number): Operator {
  const {weight, wide} = valueSizes(scenario);
  const tokens = (frozen.flop * weight) / (2 * frozen.weightBytes);
  const values = frozen.activationBytes / wide;
  return {
    ...frozen,
    id: `${frozen.id} adapter`,
    flop: 2 * rank * values,
    widenedWeights: 0,
    weightBytes: (rank * values * wide) / tokens,
    launches: 2,
  };
}

/**
 * The backward pass of an operator. A product with trained weights has two products of the same size, for the gradient of
 * its input and of its weights, and reads or writes its weights and activations twice; a frozen one has the first alone.
 * What only moves values reads the gradient beside. What was sent is sent once more, the other way.
 */
export function backwardOf({operator, trained}: Trained): Operator {
  const {arithmetic} = operator;
  const twice = arithmetic !== "matrix" || trained ? 2 : 1;
  return {
    id: operator.id,
    repeat: operator.repeat,
    arithmetic,
    flop: operator.flop * (arithmetic === "attention" ? attentionBackward : twice),
    widenedWeights: operator.widenedWeights,
    weightBytes: twice * operator.weightBytes,
    activationBytes: twice * operator.activationBytes,
    kvCacheBytes: twice * operator.kvCacheBytes,
    linkBytes: operator.linkBytes,
    networkBytes: operator.networkBytes,
    hostBytes: operator.hostBytes,
    collectives: operator.collectives,
    launches: arithmetic === "none" ? operator.launches : twice * operator.launches,
    captured: operator.captured,
  };
}

/**
 * What 8-bit training does beside a product: it quantises the gradient of its output, and writes that, its input and its
 * weights once more in the other order of rows and columns, in which the products of the backward pass take them (NVIDIA
 * Transformer Engine, "Handling transposes"). That is reading 2 bytes and writing 1 + 1 for each output, and reading and
 * writing 1 for each input and weight: twice what the forward product reads and writes. A frozen product needs no transposed
 * input, nor its weights anew: about half. The forward pass quantises where it writes.
 */
export function quantisation({operator, trained}: Trained): Operator {
  const {id, repeat, activationBytes, weightBytes} = operator;
  return elementwise(`quantisation for ${id}`, repeat, (trained ? 2 : 1) * (activationBytes + weightBytes));
}

/**
 * What the arithmetic of an operator is, which decides the achieved fraction of the peak: a product with weights, the
 * attention products of a prompt or of decode steps, or nothing that counts (normalisation, activation, copies: these are
 * charged for their bytes). It decides the format too: products with weights in that of the activations, attention in the
 * 16-bit one that goes with it.
 */
export type Arithmetic = "matrix" | AttentionArithmetic | "none";
/** Attention of a prompt, or of one new token each. */
export type AttentionArithmetic = "attention" | "decodeAttention";

/**
 * A piece of the lowered model that runs as one or a few kernels on each device, with what it costs once. The numbers are
 * in FLOP and bytes; brands are left to the profile, because this is the inner loop.
 */
export interface Operator {
  readonly id: string;
  /** Times that it runs in a step: identical layers are evaluated once. */
  readonly repeat: number;
  readonly arithmetic: Arithmetic;
  readonly flop: number;
  /** Weights that are stored in a narrower format than they are computed in, and so widened by each use. */
  readonly widenedWeights: number;
  readonly weightBytes: number;
  readonly activationBytes: number;
  readonly kvCacheBytes: number;
  /** Bytes that one device sends to its peers in the node. */
  readonly linkBytes: number;
  /** Bytes that one device sends to other nodes. */
  readonly networkBytes: number;
  /** Bytes that one device takes from the host. */
  readonly hostBytes: number;
  /** Collective operations, each with the fixed latency of the link. */
  readonly collectives: number;
  readonly launches: number;
  /** Whether its kernels may be replayed from a captured graph, as those of decode steps are; else the host starts each. */
  readonly captured: boolean;
}

/*
 * Each kind of operator has one maker, and all write every field in the same order: objects of one hidden class are several
 * times as fast to read as objects of many.
 */

/** A product of `rows` activations with a matrix of `inputs` × `outputs` weights. */
export function matrixProduct(
  id: string,
  repeat: number,
  rows: number,
  inputs: number,
  outputs: number,
  {weightSize, inputSize, outputSize, widened}: MatrixSizes,
): Operator {
  return {
    id,
    repeat,
    arithmetic: "matrix",
    flop: 2 * rows * inputs * outputs,
    widenedWeights: widened ? inputs * outputs : 0,
    weightBytes: inputs * outputs * weightSize,
    activationBytes: rows * (inputs * inputSize + outputs * outputSize),
    kvCacheBytes: 0,
    linkBytes: 0,
    networkBytes: 0,
    hostBytes: 0,
    collectives: 0,
    launches: 1,
    captured: true,
  };
}

/** Bytes of the values of a product, and whether its weights are widened first. */
export interface MatrixSizes {
  readonly weightSize: number;
  readonly inputSize: number;
  readonly outputSize: number;
  readonly widened: boolean;
}

/** The products of attention: scores and weighted values in one kernel, the scores kept on chip (arXiv 2205.14135). */
export function attentionProduct(
  id: string,
  repeat: number,
  flop: number,
  activationBytes: number,
  kvCacheBytes: number,
  arithmetic: AttentionArithmetic = "attention",
): Operator {
  return {
    id,
    repeat,
    arithmetic,
    flop,
    widenedWeights: 0,
    weightBytes: 0,
    activationBytes,
    kvCacheBytes,
    linkBytes: 0,
    networkBytes: 0,
    hostBytes: 0,
    collectives: 0,
    launches: 1,
    captured: true,
  };
}

/** A kernel that only moves values. */
export function elementwise(id: string, repeat: number, activationBytes: number, kvCacheBytes = 0): Operator {
  return {
    id,
    repeat,
    arithmetic: "none",
    flop: 0,
    widenedWeights: 0,
    weightBytes: 0,
    activationBytes,
    kvCacheBytes,
    linkBytes: 0,
    networkBytes: 0,
    hostBytes: 0,
    collectives: 0,
    launches: 1,
    captured: true,
  };
}

/** Values sent between devices. */
export function transfer(
  id: string,
  repeat: number,
  {linkBytes, networkBytes}: Traffic,
  collectives: number,
  hostBytes = 0,
): Operator {
  return {
    id,
    repeat,
    arithmetic: "none",
    flop: 0,
    widenedWeights: 0,
    weightBytes: 0,
    activationBytes: 0,
    kvCacheBytes: 0,
    linkBytes,
    networkBytes,
    hostBytes,
    collectives,
    launches: 0,
    captured: true,
  };
}

/** Bytes that one device sends, within its node and beyond. */
export interface Traffic {
  readonly linkBytes: number;
  readonly networkBytes: number;
}

/** `operator` as part of a pass of a given name that runs so many times. */
export function inPass(operator: Operator, name: string, times: number, captured = operator.captured): Operator {
  return {
    id: name === "" ? operator.id : `${name}: ${operator.id}`,
    repeat: operator.repeat * times,
    arithmetic: operator.arithmetic,
    flop: operator.flop,
    widenedWeights: operator.widenedWeights,
    weightBytes: operator.weightBytes,
    activationBytes: operator.activationBytes,
    kvCacheBytes: operator.kvCacheBytes,
    linkBytes: operator.linkBytes,
    networkBytes: operator.networkBytes,
    hostBytes: operator.hostBytes,
    collectives: operator.collectives,
    launches: operator.launches,
    captured,
  };
}

/*
 * The first operator decides how the numbers of all are stored. It has none, so that V8 keeps them by reference: a zero then
 * takes no memory of its own, and a copy shares the number of its original. Had it whole numbers, the first fraction would
 * move all that follow to another hidden class, and every literal above would be made in the old one and moved, which takes
 * three times as long. V8 forgets a hidden class of which no object is left, and would then begin again with whole numbers:
 * hence this one is kept for as long as the function is.
 */
const none = null as unknown as number;
inPass.first = inPass(
  {
    id: "",
    repeat: none,
    arithmetic: "none",
    flop: none,
    widenedWeights: none,
    weightBytes: none,
    activationBytes: none,
    kvCacheBytes: none,
    linkBytes: none,
    networkBytes: none,
    hostBytes: none,
    collectives: 0,
    launches: 0,
    captured: true,
  },
  "",
  1,
);

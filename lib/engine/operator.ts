/**
 * What the arithmetic of an operator is, which decides the achieved fraction of the peak: a product with weights, the
 * attention products, or nothing that counts (normalisation, activation, copies: these are charged for their bytes). It
 * decides the format too: products with weights in that of the activations, attention in the 16-bit one that goes with it.
 */
export type Arithmetic = "matrix" | "attention" | "none";

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
  readonly weightBytes: number;
  readonly activationBytes: number;
  readonly kvCacheBytes: number;
  /** Bytes that one device sends to its peers. */
  readonly linkBytes: number;
  /** Collective operations, each with the fixed latency of the link. */
  readonly collectives: number;
  readonly launches: number;
}

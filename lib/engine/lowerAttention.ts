import {causalPairs, meanDecodeContext} from "./context.js";
import {attentionProduct, elementwise, matrixProduct, type MatrixSizes, type Operator} from "./operator.js";
import type {Pass} from "./passes.js";
import type {DecoderModel, LatentAttention, Scenario} from "./types.js";
import type {ValueSizes} from "./valueSizes.js";

/** Layers that see the whole context, and layers that see a window of it. */
export function attentionLayers({layers, slidingWindow, fullAttentionLayers}: DecoderModel): {
  readonly full: number;
  readonly windowed: number;
} {
  const full = slidingWindow === null ? layers : fullAttentionLayers;
  return {full, windowed: layers - full};
}

/** Values that one device caches for one token in one layer: keys and values, a head that cannot be divided on each. */
export function cachedValues({latentAttention, kvHeads, headSize}: DecoderModel, tensorParallel: number): number {
  if (latentAttention !== null) return latentAttention.kvRank + latentAttention.ropeSize;
  return 2 * Math.max(1, kvHeads / tensorParallel) * headSize;
}

/** Pairs of a query and a key that the sequences of a pass have in one layer. */
function pairsOf({kind, sequences}: Pass, {inputLength, outputLength}: Scenario, window: number | null): number {
  const each =
    kind === "decode" ? meanDecodeContext(inputLength, outputLength, window) : causalPairs(inputLength, window);
  return sequences * each;
}

/** Adds the operators of attention, from the normed input to the output projection. */
export function lowerAttention(
  operators: Operator[],
  model: DecoderModel,
  scenario: Scenario,
  pass: Pass,
  sizes: ValueSizes,
  matrix: MatrixSizes,
): void {
  if (model.latentAttention === null) groupedAttention(operators, model, scenario, pass, sizes, matrix);
  else latentAttention(operators, model, model.latentAttention, scenario, pass, sizes, matrix);
}

/**
 * Attention with one key and value for each group of query heads (Ainslie et al., arXiv 2305.13245). It keeps its scores on
 * chip (Dao et al., arXiv 2205.14135), so that it moves queries, outputs and the KV cache only.
 */
function groupedAttention(
  operators: Operator[],
  model: DecoderModel,
  scenario: Scenario,
  pass: Pass,
  sizes: ValueSizes,
  matrix: MatrixSizes,
): void {
  const {layers, hiddenSize, headSize} = model;
  const {tensorParallel} = scenario;
  const tokens = pass.sequences * pass.tokensEach;
  const queryWidth = (model.heads / tensorParallel) * headSize;
  const keyValueWidth = cachedValues(model, tensorParallel);
  const kvSize = pass.caches ? sizes.kvCache : sizes.wide;
  const attention = (id: string, repeat: number, window: number | null): Operator => {
    const pairs = pairsOf(pass, scenario, window);
    // In decode each step reads what earlier ones cached; of a prompt the keys and values were just written.
    const decodes = pass.kind === "decode";
    const attended = (decodes ? pairs : tokens) * keyValueWidth * kvSize;
    const moved = 2 * tokens * queryWidth * sizes.wide;
    return attentionProduct(
      id,
      repeat,
      4 * pairs * queryWidth,
      moved,
      attended,
      decodes ? "decodeAttention" : "attention",
    );
  };
  operators.push(
    matrixProduct("QKV projection", layers, tokens, hiddenSize, queryWidth + keyValueWidth, matrix),
    elementwise(
      "rotary embedding",
      layers,
      tokens * (2 * queryWidth + keyValueWidth) * sizes.wide,
      tokens * keyValueWidth * kvSize,
    ),
  );
  const {full, windowed} = attentionLayers(model);
  if (full > 0) operators.push(attention("attention", full, null));
  if (windowed > 0)
    operators.push(attention(full > 0 ? "windowed attention" : "attention", windowed, model.slidingWindow));
  operators.push(matrixProduct("output projection", layers, tokens, queryWidth, hiddenSize, matrix));
}

/**
 * Attention over compressed keys and values (DeepSeek-V2, arXiv 2405.04434, section 2.1). In decode the projections to and
 * from the compressed vector are applied to the queries and the outputs, so that all heads read one short vector for each
 * token; for a prompt keys and values are expanded once. The compressed vector belongs to no head: each device keeps all.
 */
function latentAttention(
  operators: Operator[],
  model: DecoderModel,
  {kvRank, queryRank, ropeSize, contentSize, valueSize}: LatentAttention,
  scenario: Scenario,
  pass: Pass,
  sizes: ValueSizes,
  matrix: MatrixSizes,
): void {
  const {layers, hiddenSize} = model;
  const heads = model.heads / scenario.tensorParallel;
  const tokens = pass.sequences * pass.tokensEach;
  const cached = cachedValues(model, scenario.tensorParallel);
  const querySize = contentSize + ropeSize;
  const kvSize = pass.caches ? sizes.kvCache : sizes.wide;
  const pairs = pairsOf(pass, scenario, null);
  const product = (id: string, inputs: number, outputs: number, rows = tokens) =>
    matrixProduct(id, layers, rows, inputs, outputs, matrix);
  if (queryRank === 0) {
    operators.push(product("query projection", hiddenSize, heads * querySize));
    operators.push(product("KV compression", hiddenSize, cached));
  } else {
    operators.push(product("query and KV compression", hiddenSize, queryRank + cached));
    operators.push(product("query projection", queryRank, heads * querySize));
  }
  operators.push(
    elementwise(
      "rotary embedding",
      layers,
      tokens * (2 * heads * ropeSize + cached) * sizes.wide,
      tokens * cached * kvSize,
    ),
  );
  if (pass.kind === "decode") {
    // One small matrix for each head, which together are those of the expansion.
    const perHead = (id: string, inputs: number, outputs: number): Operator => ({
      ...matrixProduct(id, layers, tokens, inputs, heads * outputs, matrix),
      activationBytes: tokens * heads * (inputs + outputs) * sizes.wide,
    });
    operators.push(
      perHead("query absorption", contentSize, kvRank),
      attentionProduct(
        "attention",
        layers,
        2 * pairs * heads * (cached + kvRank),
        tokens * heads * (cached + kvRank) * sizes.wide,
        pairs * cached * kvSize,
      ),
      perHead("value expansion", kvRank, valueSize),
    );
  } else {
    operators.push(
      product("KV expansion", kvRank, heads * (contentSize + valueSize)),
      attentionProduct(
        "attention",
        layers,
        2 * pairs * heads * (querySize + valueSize),
        2 * tokens * heads * (querySize + valueSize) * sizes.wide,
        0,
      ),
    );
  }
  operators.push(product("output projection", heads * valueSize, hiddenSize));
}

import {isSet, show, type ConfigFields} from "./huggingFaceFields.js";

/*
 * What is read of a file is what its family is known to state. A field beyond that may still say something that costs: a
 * tower for images, experts, layers of another kind. The rule is one of words: a field whose name has one of these, and
 * that is set, is an error unless it is known to be harmless. A name without any of them (a rate, a scale, an id) is passed
 * over. So a new kind of model is more likely to be refused than to be computed as if it were an old one.
 */
const costlyWords: ReadonlySet<string> = new Set([
  ...["layers", "blocks", "types", "pattern", "interval", "period", "loops", "freq", "indices"],
  ...["heads", "head", "size", "dim", "dims", "width", "rank", "channels", "inner", "ffn", "ratio", "expand"],
  ...["expert", "experts", "moe", "group", "shared", "mtp", "nextn", "medusa", "eagle", "draft"],
  ...[
    "cross",
    "encoder",
    "decoder",
    "vision",
    "visual",
    "image",
    "img",
    "video",
    "audio",
    "speech",
    "projector",
    "embd",
  ],
  ...["mamba", "ssm", "rwkv", "conv", "recurrent", "state", "hybrid", "linear"],
  ...["window", "swa", "chunk", "sparse", "topk", "compress", "compression", "quant", "quantization", "bits"],
  ...["config", "configs", "cfg", "tower", "towers", "adapter", "adapters", "lora"],
]);

/** Names with such a word that say nothing of the cost of a step: how to train, to generate, to convert, to number tokens. */
const harmless: readonly RegExp[] = [
  /_token_(?:id|ids|index)$/,
  /(?:^|_)(?:dropout|pdrop|eps|epsilon|act|bias|dtype|loss|jitter|scale|scaling|init|std)(?:_|$)/,
  /^(?:layer_?norm|rope|rotary|rotate|summary|norm)_/,
  /^(?:ep_size|n_group|topk_group|topk_method|num_expert_group|chunk_size_feed_forward)$/,
  /^output_hidden_states$|ngram_size$|^decoder_start_token_id$|^apply_residual_connection_post_layernorm$/,
  /^order_of_interleaved_layers$|^is_llama_config$/,
  /^(?:generation_config|transformers\.js_config|init_config)$/,
];

/** Whether a name says something that changes the cost, as far as words tell. */
export function isCostly(key: string): boolean {
  if (harmless.some((pattern) => pattern.test(key))) return false;
  const words = key
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z]+/);
  // Of a single layer, "layer" stands beside a word of how many or of what kind; elsewhere it is a layer norm.
  return words.some((word) => costlyWords.has(word)) || /^(?:n|num)_layer$|^layer_/.test(key);
}

/** Refuses the fields that may change the cost and that a family's reading did not ask for. */
export function refuseUnread(fields: ConfigFields, type: string): void {
  for (const key of fields.source.keys) {
    if (fields.wasRead(key) || !isCostly(key)) continue;
    const value = fields.source.get(key);
    if (isSet(value))
      fields.problem(
        key,
        `${show(value)} may change what the model costs, and is not modelled for ${show(type)}; take it out if the model does without`,
      );
  }
}

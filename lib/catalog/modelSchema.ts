import * as z from "zod";
import {largestCounts} from "./modelShape.js";
import {closedObject, identifier, line, provenance, sources, symbol} from "./schemaParts.js";
import {modelCollections} from "./types.js";

/** A field of the shape: the bare value, or `{value, source, note}` where it has a source of its own. */
function field<Value extends z.ZodType>(value: Value) {
  const stated = closedObject({value, ...provenance});
  return z.any().transform((raw: unknown, context): z.output<typeof stated> => {
    const wrapped = typeof raw === "object" && raw !== null && !Array.isArray(raw);
    const result = stated.safeParse(wrapped ? raw : {value: raw});
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const path = wrapped ? issue.path : issue.path.slice(1);
      context.issues.push({...issue, path, input: raw} as z.core.$ZodRawIssue);
    }
    return z.NEVER;
  });
}

const count = (key: keyof typeof largestCounts) => z.int().min(1).max(largestCounts[key]);

/** The shape of a dense decoder, as its published configuration states it. */
const shape = closedObject({
  layers: field(count("layers")),
  hiddenSize: field(count("hiddenSize")),
  heads: field(count("heads")),
  kvHeads: field(count("kvHeads")),
  headSize: field(count("headSize")),
  feedForwardSize: field(count("feedForwardSize")),
  gatedFeedForward: field(z.boolean()),
  vocabularySize: field(count("vocabularySize")),
  maxContext: field(count("maxContext")),
  slidingWindow: field(count("slidingWindow").nullable()),
  tiedEmbeddings: field(z.boolean()),
  queryKeyNorm: field(z.boolean()),
  attentionBias: field(z.boolean()),
});

/** Keys of the shape, in the order in which a file states them. */
export const shapeKeys = Object.keys(shape.shape) as (keyof z.infer<typeof shape>)[];

/** The file of one model. */
export const modelSchema = closedObject({
  id: identifier,
  name: line,
  symbol,
  collection: z.enum(modelCollections),
  family: line,
  aliases: z.array(identifier).default([]),
  architecture: z.enum(["decoder"]),
  sources,
  source: identifier.optional(),
  /** The published count, against which the count computed from the shape is checked. */
  parameters: closedObject({value: z.int().min(1).max(1e15), ...provenance}),
  shape,
});

/** A model file that passed the schema. */
export type ModelFile = z.infer<typeof modelSchema>;

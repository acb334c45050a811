import * as z from "zod";
import type {Architecture} from "../engine/types.js";
import {architectures, layoutOf, type ShapeField, type ValueField} from "./modelShape.js";
import {closedObject, identifier, line, others, provenance, sources, symbol} from "./schemaParts.js";
import {modelCollections} from "./types.js";

/** A value of a shape as a file states it. */
export interface StatedValue {
  readonly value: number | boolean | string | null;
  readonly source?: string | undefined;
  readonly at?: string | undefined;
  readonly derivation?: string | undefined;
  readonly note?: string | undefined;
  /** What other sources say. */
  readonly others?: readonly OtherValue[] | undefined;
}

/** A value that is not the one used. */
export interface OtherValue {
  readonly value: number | boolean | string | null;
  readonly source: string;
  readonly at?: string | undefined;
  readonly reason: string;
}

/** A shape as a file states it: values by name, in groups where they belong together; undefined where it leaves one out. */
export type StatedShape = Readonly<
  Record<string, StatedValue | Readonly<Record<string, StatedValue | undefined>> | null | undefined>
>;

function valueSchema(field: ValueField): z.ZodType<StatedValue["value"]> {
  switch (field.kind) {
    case "count": {
      const count = z.int().min(field.least).max(field.most);
      return field.nullable ? count.nullable() : count;
    }
    case "flag":
      return z.boolean();
    case "word":
      return z.enum(field.words as [string, ...string[]]).nullable();
  }
}

/** A field of the shape: the bare value, or `{value, source, note}` where it has a source of its own. */
function stated(field: ValueField): z.ZodType<StatedValue | undefined> {
  const schema = closedObject({value: valueSchema(field), ...provenance, others: others(valueSchema(field))});
  const value = z.any().transform((raw: unknown, context): StatedValue => {
    const wrapped = typeof raw === "object" && raw !== null && !Array.isArray(raw);
    const result = schema.safeParse(wrapped ? raw : {value: raw});
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const path = wrapped ? issue.path : issue.path.slice(1);
      context.issues.push({...issue, path, input: raw} as z.core.$ZodRawIssue);
    }
    return z.NEVER;
  });
  return field.fallback === undefined ? value : value.optional();
}

function fieldSchema(field: Exclude<ShapeField, {readonly kind: "published"}>): z.ZodType {
  if (field.kind !== "group") return stated(field);
  const inside = Object.entries(field.fields).map(([key, value]) => [key, stated(value)] as const);
  return closedObject(Object.fromEntries(inside)).nullable().default(null);
}

function shapeSchema(architecture: Architecture): z.ZodType<StatedShape> {
  const fields = Object.entries(layoutOf(architecture)).flatMap(([key, field]) =>
    field.kind === "published" ? [] : [[key, fieldSchema(field)] as const],
  );
  return closedObject(Object.fromEntries(fields)) as z.ZodType<StatedShape>;
}

const published = z.int().min(1).max(1e15);

/** The file of one model, but for its shape. */
const frame = {
  id: identifier,
  name: line,
  symbol,
  collection: z.enum(modelCollections),
  family: line,
  aliases: z.array(identifier).default([]),
  architecture: z.enum(architectures as [Architecture, ...Architecture[]]),
  sources,
  source: identifier.optional(),
  /** The published count, against which the count computed from the shape is checked. */
  parameters: closedObject({value: published, ...provenance, others: others(published)}),
};

const schemaOf = (shape: z.ZodType<StatedShape>) => closedObject({...frame, shape});

/** A model file that passed its schema. */
export type ModelFile = z.infer<ReturnType<typeof schemaOf>>;

const schemas: ReadonlyMap<unknown, z.ZodType<ModelFile>> = new Map(
  architectures.map((architecture) => [architecture, schemaOf(shapeSchema(architecture))]),
);

/** Of an architecture that does not exist: nothing can be said about its shape. */
const shapeless = schemaOf(z.any());

/** The schema of a model file that names this architecture. */
export function modelSchema(architecture: unknown): z.ZodType<ModelFile> {
  return schemas.get(architecture) ?? shapeless;
}

/** Names of all fields that a shape may have, in groups or not. */
export const shapeKeys: readonly string[] = [
  ...new Set(
    architectures.flatMap((architecture) =>
      Object.entries(layoutOf(architecture)).flatMap(([key, field]) => {
        if (field.kind === "published") return [];
        return field.kind === "group" ? [key, ...Object.keys(field.fields)] : [key];
      }),
    ),
  ),
];

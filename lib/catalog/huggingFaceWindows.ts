import type {DecoderShape} from "./completeModel.js";
import {show, type ConfigFields, type Names} from "./huggingFaceFields.js";
import {layouts} from "./modelShape.js";

/** How layers see the context: with a window or without, and how many without where both occur. */
export type Windows = Pick<DecoderShape, "slidingWindow" | "fullAttentionLayers">;

/** How the files of a family state windows. */
export type ReadWindows = (fields: ConfigFields, layers: number) => Windows;

/** Every layer sees the whole context. */
export const noWindow: Windows = {slidingWindow: null, fullAttentionLayers: 0};

/** Tokens of a window; files of Gemma 2 state them twice. */
const windowNames = ["sliding_window", "sliding_window_size"] as const satisfies Names;

/** What a file says of the window's width: undefined where it says nothing, null where it says that there is none. */
const statedWindow = (fields: ConfigFields): unknown => fields.get(fields.named(windowNames));

/** Windows of all layers but `full`, as wide as the file states or, where it says nothing of it, as the fallback. */
function windows(fields: ConfigFields, layers: number, full: number, fallback?: number): Windows {
  const stated = statedWindow(fields);
  if (full >= layers || stated === null || (stated === undefined && fallback === undefined)) return noWindow;
  return {
    slidingWindow: fields.count(windowNames, layouts.decoder.slidingWindow.most, fallback),
    fullAttentionLayers: full,
  };
}

/** Windows as `layer_types` lists them layer by layer; null where it is absent. */
function listedWindows(fields: ConfigFields, layers: number, fallback?: number): Windows | null {
  const types = fields.get("layer_types");
  if (types == null) return null;
  const list: readonly unknown[] = Array.isArray(types) ? types : [types];
  const full = list.filter((type) => type === "full_attention").length;
  const unknown = list.find((type) => type !== "full_attention" && type !== "sliding_attention");
  const expected = '"full_attention" or "sliding_attention"';
  if (unknown !== undefined)
    fields.problem("layer_types", `${show(unknown)}: such layers are not modelled; expected ${expected}`);
  else if (list.length !== layers && !fields.source.flawed)
    fields.problem("layer_types", `lists ${list.length} layers, but there are ${layers}`);
  else if (full < layers && (statedWindow(fields) === null || (statedWindow(fields) ?? fallback) === undefined))
    fields.problem("sliding_window", "missing or null, but layer_types lists layers with a window");
  return windows(fields, layers, full, fallback);
}

/** Windows of all layers where one is stated and not switched off, unless the layers are listed. */
export const statedWindows =
  (fallback?: number): ReadWindows =>
  (fields, layers) => {
    if (fields.flag("use_sliding_window", true))
      return listedWindows(fields, layers, fallback) ?? windows(fields, layers, 0, fallback);
    return switchedOff(fields, layers);
  };

/** Windows only where `use_sliding_window` is true, from the layer `max_window_layers` on (28 where absent), or as listed. */
export const optionalWindows: ReadWindows = (fields, layers) => {
  const first = fields.count("max_window_layers", Number.MAX_SAFE_INTEGER, 28, 0);
  if (!fields.flag("use_sliding_window", fields.get("layer_types") != null)) return switchedOff(fields, layers);
  return listedWindows(fields, layers) ?? windows(fields, layers, first);
};

/** Windows of all layers but each n-th, unless the layers are listed. */
export const periodicWindows =
  (patternNames: Names, period: number, window: number): ReadWindows =>
  (fields, layers) => {
    const pattern = fields.count(patternNames, layouts.decoder.layers.most, period);
    const listed = listedWindows(fields, layers, window);
    return listed ?? windows(fields, layers, Math.floor(layers / pattern), window);
  };

/** Families that have no windows; `layer_types` may say so again. */
export const withoutWindows: ReadWindows = (fields, layers) => {
  if (fields.get("layer_types") == null) return noWindow;
  const listed = listedWindows(fields, layers, 1);
  if (listed?.slidingWindow != null)
    fields.problem("layer_types", "lists layers with a window, which models of this type do not have");
  return noWindow;
};

/** A window that is stated and switched off in the same file says nothing, unless the layers are listed with it. */
function switchedOff(fields: ConfigFields, layers: number): Windows {
  for (const key of [...windowNames, "max_window_layers"]) fields.get(key);
  if (listedWindows(fields, layers, 1)?.slidingWindow != null)
    fields.problem("use_sliding_window", "false, but layer_types lists layers with a window");
  return noWindow;
}

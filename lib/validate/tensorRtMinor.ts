/** The minor version of an early TensorRT-LLM (8 of "TensorRT-LLM v0.8.0"); null of other software and of later versions. */
export function tensorRtMinor(engine: string): number | null {
  const minor = /^(?:TensorRT[-_ ]LLM|TRT-?LLM) v?0\.(\d+)\b/i.exec(engine)?.[1];
  return minor === undefined ? null : Number(minor);
}

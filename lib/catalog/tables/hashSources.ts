import {createHash} from "node:crypto";
import type {SourceFile} from "../parseCatalog.js";

/** SHA-256 over the names and contents of source files, as hex: what a compiled table was made from. */
export function hashSources(files: readonly SourceFile[]): string {
  const hash = createHash("sha256");
  for (const {name, text} of files) hash.update(`${name}\0${text.length}\0${text}\0`);
  return hash.digest("hex");
}

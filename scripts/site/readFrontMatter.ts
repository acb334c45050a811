import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "yaml";
import {source} from "./paths.js";

/** What a page says of itself. Pages of a course carry all of it; others need a title and a description. */
export interface FrontMatter {
  title?: string;
  subtitle?: string;
  description?: string;
  /** How much the reader should know already, such as "Introductory". */
  level?: string;
  categories?: string[];
  /** The place among the tutorials, lowest first; ties are broken by file name. */
  order?: number;
  draft?: boolean;
}

/**
 * Reads the front matter of the page at a path such as "/tutorials/index". Framework hands only the keys that it knows to
 * `head` and `header`, so that subtitle, description, level and categories must be read from the file.
 */
export function readFrontMatter(path: string): FrontMatter {
  const file = join(source, `${path}.md`);
  if (!existsSync(file)) return {};
  const match = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(readFileSync(file, "utf8"));
  if (!match) return {};
  return (parse(match[1]!) as FrontMatter | null) ?? {};
}

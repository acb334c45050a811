import {basename} from "node:path";
import type {Source} from "../../lib/catalog/types.js";

/** Whose measurements a repository holds, and under which licence they are published. */
const publishers: Readonly<Record<string, string>> = {"ai-dynamo/aiconfigurator": "NVIDIA, Apache-2.0"};

/** The folders that all addresses begin with. */
function commonFolder(urls: readonly string[]): string {
  const [first = ""] = urls;
  const parts = first.split("/").slice(0, -1);
  let length = parts.length;
  for (const url of urls) {
    const other = url.split("/");
    while (length > 0 && parts.slice(0, length).join("/") !== other.slice(0, length).join("/")) length -= 1;
  }
  return parts.slice(0, length).join("/");
}

/** Where the rows of a table come from, by what they say themselves: the repository and commit that all of them name. */
export function tableSource(urls: readonly string[], file: string): Source {
  const folder = commonFolder(urls);
  const [, repository, commit] = /^https:\/\/github\.com\/([^/]+\/[^/]+)\/blob\/([0-9a-f]{8})/.exec(folder) ?? [];
  if (repository === undefined || commit === undefined)
    return {title: `Kernel times in ${basename(file)}`, url: null, accessed: null, kind: "measurement"};
  const publisher = Object.hasOwn(publishers, repository) ? ` (${publishers[repository]})` : "";
  const title = `Kernel times measured for ${repository}${publisher}, at commit ${commit}`;
  return {title, url: folder.replace("/blob/", "/tree/"), accessed: null, kind: "measurement"};
}

/** A fenced block of a page. */
export interface Fence {
  /** What follows the opening fence, as in "js echo". */
  readonly info: string;
  readonly code: string;
}

/** The fenced blocks of a page, in order. */
export function fences(page: string): Fence[] {
  return Array.from(page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm), ([, info, code]) => ({
    info: info!.trim(),
    code: code!,
  }));
}

/** The text of a section: from its heading of the second level to the next. */
export function sectionOf(page: string, title: string): string {
  const start = page.indexOf(`\n## ${title}\n`);
  if (start < 0) return "";
  const end = page.indexOf("\n## ", start + 1);
  return page.slice(start, end < 0 ? undefined : end);
}

/** What a reader reads of a page and an author typed: without front matter, code, mathematics, interpolations, tags and links' addresses. */
export function proseOf(page: string): string {
  const text = page
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/^```[\s\S]*?^```$/gm, "")
    .replace(/\\\[[\s\S]*?\\\]/g, "")
    .replace(/\\\([\s\S]*?\\\)/g, "");
  return withoutInterpolations(text)
    .replace(/`[^`]*`/g, "")
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/<[^>]*>/g, "");
}

/** Figures with a unit of performance or size: what must be computed and not typed. */
export function typedFigures(text: string): string[] {
  return text.match(figure) ?? [];
}

const figure =
  /(?<![\w.-])\d[\d.,]*\s*(?:×|x\b|%|per ?cent\b|times (?:faster|slower)|[mµun]?s\b|seconds?\b|[kMGTP]?FLOP\/s|[kMGTP]?B(?:\/s)?\b|[kM]?tokens\/s|FLOP\/byte|[mk]?[JW]\b)/g;

/** Leaves out each `${…}`, whose braces may nest. */
function withoutInterpolations(text: string): string {
  let kept = "";
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (depth === 0 && text.startsWith("${", index)) {
      depth = 1;
      index++;
    } else if (depth === 0) kept += text.charAt(index);
    else if (text[index] === "{") depth++;
    else if (text[index] === "}") depth--;
  }
  return kept;
}

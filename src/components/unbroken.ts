const beforeUnit = /(\d) (?=%|(?:ms|µs|s|J|mJ|W|tokens)\b|[kMGTPE]?(?:B|FLOP)\b)/g;

/** The text with each number kept on one line with its unit. */
export function unbroken(text: string): string {
  return text.replace(beforeUnit, "$1\u00a0");
}

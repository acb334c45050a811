/** The specifiers that a module's text imports or exports from, statically or not, in the order of the text. */
export function importsOf(script: string): string[] {
  return Array.from(script.matchAll(/\b(?:from|import)\s*\(?\s*["'`]([^"'`\s]+)["'`]/g), (match) => match[1]!);
}

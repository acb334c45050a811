/**
 * Widths in em of DejaVu Sans, the widest of the fonts that `--sans-serif` may turn out to be: a label that keeps clear by
 * this estimate does so in all of them. Asking the browser instead would force a layout for each label at each slider move,
 * and give a test without a browser nothing.
 */
const widths: readonly (readonly [characters: string, width: number])[] = [
  ["ijl'|", 0.3],
  [" .,:;!/", 0.33],
  ["frt()-[]·", 0.4],
  ["cksvxyz", 0.56],
  ["mwMW%@", 0.95],
  ["×→=+<>÷−", 0.84],
  ["ABCDEGHKNOPQRUVXY&", 0.7],
];

const widthOf = new Map(widths.flatMap(([characters, width]) => Array.from(characters, (c) => [c, width] as const)));
const bold = 1.09;

/** How wide a text is at most, in pixels. */
export function textWidth(text: string, size = 12, weight: "normal" | "bold" = "normal"): number {
  let em = 0;
  for (const character of text) em += widthOf.get(character) ?? 0.63;
  return em * size * (weight === "bold" ? bold : 1);
}

/** The text cut to a width, with "…" where something was cut. */
export function cutToWidth(text: string, width: number, size = 12, weight: "normal" | "bold" = "normal"): string {
  if (textWidth(text, size, weight) <= width) return text;
  let kept = text;
  while (kept.length > 1 && textWidth(`${kept}…`, size, weight) > width) kept = kept.slice(0, -1).trimEnd();
  return `${kept}…`;
}

import {readFileSync} from "node:fs";
import {describe, expect, test} from "vitest";

const css = readFileSync(new URL("../../src/style/tokens.css", import.meta.url), "utf8");
const light = readColors(css.slice(0, css.indexOf("@media")));
const schemes = {light, dark: {...light, ...readColors(css.slice(css.indexOf("@media")))}};
const text = ["ink", "muted", "accent", "axis", "baseline", "proposal", "compute", "memory", "link", "overhead"];
const syntax = ["keyword", "entity", "constant", "string", "variable", "entity-tag"].map((name) => `syntax-${name}`);

describe.each(Object.entries(schemes))("the %s scheme", (_, colors) => {
  test.each([...text, "gain", "loss", ...syntax])("--%s has a contrast of at least 4.5:1 on both papers", (name) => {
    expect(contrast(colors[name]!, colors["paper"]!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colors[name]!, colors["paper-alt"]!)).toBeGreaterThanOrEqual(4.5);
  });

  test("--notice-ink has a contrast of at least 4.5:1 on --notice-paper", () => {
    expect(contrast(colors["notice-ink"]!, colors["notice-paper"]!)).toBeGreaterThanOrEqual(4.5);
  });
});

function readColors(source: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(source.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g), ([, name = "", color = ""]) => [name, color] as const),
  );
}

/** The contrast ratio of WCAG 2. */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(color.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

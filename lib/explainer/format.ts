/**
 * Numbers as readers see them. Every renderer and every page prints through these, so that the same number has the same
 * digits everywhere.
 */

const fixed = [0, 1, 2].map(
  (digits) => new Intl.NumberFormat("en-US", {minimumFractionDigits: digits, maximumFractionDigits: digits}),
);
const trimmed = new Intl.NumberFormat("en-US", {maximumFractionDigits: 4});

/** "1,234.5": so many decimals, with thousands separated. */
function grouped(value: number, digits: 0 | 1 | 2): string {
  return fixed[digits]!.format(value);
}

/** "1.39×", "12.3×", "1,024×": two decimals below 10, fewer above; small ratios keep two significant digits. */
export function formatRatio(ratio: number): string {
  if (ratio !== 0 && ratio < 0.095) return `${Number(ratio.toPrecision(2))}×`;
  return `${grouped(ratio, ratio < 9.995 ? 2 : ratio < 99.95 ? 1 : 0)}×`;
}

/** "0.845", "1.68": three significant digits, so that a product of factors can be checked by hand. */
export function formatFactor(multiplier: number): string {
  return multiplier >= 999.5 ? formatCount(multiplier) : multiplier.toPrecision(3);
}

/** "8.0 ms", "350 ms", "1.20 s", "9.85 µs". */
export function formatDuration(seconds: number): string {
  if (seconds === 0) return "0.0 ms";
  if (seconds >= 0.9995) return `${grouped(seconds, seconds < 99.95 ? 2 : 0)} s`;
  if (seconds >= 99.95e-6) {
    const milliseconds = seconds * 1e3;
    return `${grouped(milliseconds, milliseconds < 0.995 ? 2 : milliseconds < 99.95 ? 1 : 0)} ms`;
  }
  const microseconds = seconds * 1e6;
  return `${grouped(microseconds, microseconds < 9.995 ? 2 : 1)} µs`;
}

/** "71 %"; below one per cent and not zero, "0.4 %". */
export function formatShare(fraction: number): string {
  const percent = 100 * fraction;
  return `${grouped(percent, percent > 0.05 && percent < 0.95 ? 1 : 0)} %`;
}

/** "2,048". */
export function formatCount(count: number): string {
  return grouped(count, 0);
}

/** "1,979", "3.35", "8.1": up to four significant digits, for tables whose heads state the unit. */
export function formatNumber(value: number, digits = 4): string {
  return trimmed.format(Number(value.toPrecision(digits)));
}

const prefixes = ["", "k", "M", "G", "T", "P", "E"] as const;

/** "3.35 TB/s", "989 TFLOP/s", "80 GB": decimal prefixes, up to four significant digits without trailing zeros. */
export function formatQuantity(value: number, unit: string, digits = 4): string {
  // Rounded before the prefix is chosen, so that 999.96 becomes 1 k and not 1,000.
  const rounded = Number(value.toPrecision(digits));
  const magnitude = rounded === 0 ? 0 : Math.floor(Math.log10(Math.abs(rounded)) / 3);
  const power = Math.min(prefixes.length - 1, Math.max(0, magnitude));
  return `${trimmed.format(Number((rounded / 1000 ** power).toPrecision(digits)))} ${prefixes[power]}${unit}`;
}

/** "16.1 GB": three significant digits, for sums that nobody states more exactly. */
export function formatBytes(bytes: number): string {
  return formatQuantity(bytes, "B", 3);
}

/** "91.3 tokens/s", "23,100 samples/s": three significant digits. */
export function formatThroughput(perSecond: number, unit: "token" | "sample" = "token"): string {
  return `${trimmed.format(Number(perSecond.toPrecision(3)))} ${unit}s/s`;
}

/** "5.61 J", "12.3 kJ"; millijoules below one joule. */
export function formatEnergy(joules: number): string {
  return joules < 1 ? `${Number((joules * 1e3).toPrecision(3))} mJ` : formatQuantity(joules, "J", 3);
}

/** A factor's value with its unit: a name stays as it is. */
export function formatValue(value: number | string, unit: string | null): string {
  if (typeof value === "string") return value;
  if (unit === null || unit === "tokens") return formatCount(value);
  if (unit === "s") return formatDuration(value);
  return formatQuantity(value, unit);
}

/** "Launch overhead …": the sentence with its first letter raised. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "a", "a and b", "a, b and c"; items that hold commas of their own are set apart by "; ". */
export function listed(items: readonly string[], between = ", "): string {
  const last = between === ", " ? " and " : `${between}and `;
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(between)}${last}${items.at(-1)}`;
}

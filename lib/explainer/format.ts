/**
 * Numbers as readers see them. Every renderer and every page prints through these, so that the same number has the same
 * digits everywhere.
 */

/** "1,234.5": so many decimals, with thousands separated; written out, since `Intl` takes five times as long. */
function grouped(value: number, digits: number): string {
  const text = value.toFixed(digits);
  const point = digits === 0 ? text.length : text.length - digits - 1;
  return point < 4 ? text : text.slice(0, point).replace(/\B(?=(\d{3})+$)/g, ",") + text.slice(point);
}

/** "1,230", "3.35", "8.1": so many significant digits at most, without zeros at the end of the decimals. */
function rounded(value: number, digits: number, mostDecimals = 100): string {
  // Rounded before its decimals are counted, so that 9.996 becomes 10 and not 10.00.
  const figure = Number(value.toPrecision(digits));
  const magnitude = figure === 0 ? 0 : Math.floor(Math.log10(Math.abs(figure)));
  const decimals = Math.min(mostDecimals, digits - 1 - magnitude);
  return decimals > 0 ? grouped(value, decimals).replace(/\.?0+$/, "") : grouped(figure, 0);
}

/**
 * Two numbers by one format, with as many more digits (three at most) as it takes to tell them apart.
 *
 * @param format takes the number of digits that it is to show beyond its own.
 */
export function apart(
  format: (value: number, extra: number) => string,
  first: number,
  second: number,
): readonly [string, string] {
  const most = 3;
  for (let extra = 0; extra < most; extra++) {
    const texts = [format(first, extra), format(second, extra)] as const;
    if (first === second || texts[0] !== texts[1]) return texts;
  }
  return [format(first, most), format(second, most)];
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

/** "8.0 ms", "350 ms", "1.20 s", "9.85 µs"; with `extra` so many more decimals. */
export function formatDuration(seconds: number, extra = 0): string {
  if (seconds === 0) return "0.0 ms";
  if (seconds >= 0.9995) return `${grouped(seconds, (seconds < 99.95 ? 2 : 0) + extra)} s`;
  if (seconds >= 99.95e-6) {
    const milliseconds = seconds * 1e3;
    return `${grouped(milliseconds, (milliseconds < 0.995 ? 2 : milliseconds < 99.95 ? 1 : 0) + extra)} ms`;
  }
  const microseconds = seconds * 1e6;
  return `${grouped(microseconds, (microseconds < 9.995 ? 2 : 1) + extra)} µs`;
}

/** "71 %"; below one per cent and not zero, "0.4 %"; with `extra` so many more decimals. */
export function formatShare(fraction: number, extra = 0): string {
  const percent = 100 * fraction;
  return `${grouped(percent, (percent > 0.05 && percent < 0.95 ? 1 : 0) + extra)} %`;
}

/** "2,048". */
export function formatCount(count: number): string {
  return grouped(count, 0);
}

/**
 * "1,979", "3.35", "0.000264": up to four significant digits, for tables whose heads state the unit. As many decimals as that
 * takes, since a column in gigabytes also holds the 264 kB of a microcontroller; twelve at most, where one of a tera is left.
 */
export function formatNumber(value: number, digits = 4): string {
  return rounded(value, digits, 12);
}

const prefixes = ["", "k", "M", "G", "T", "P", "E"] as const;

/** "3.35 TB/s", "989 TFLOP/s", "80 GB": decimal prefixes, up to four significant digits without trailing zeros. */
export function formatQuantity(value: number, unit: string, digits = 4): string {
  // Rounded before the prefix is chosen, so that 999.96 becomes 1 k and not 1,000.
  const figure = Number(value.toPrecision(digits));
  const magnitude = figure === 0 ? 0 : Math.floor(Math.log10(Math.abs(figure)) / 3);
  const power = Math.min(prefixes.length - 1, Math.max(0, magnitude));
  return `${rounded(figure / 1000 ** power, digits, 4)} ${prefixes[power]}${unit}`;
}

/** "16.1 GB": three significant digits, for sums that nobody states more exactly. */
export function formatBytes(bytes: number): string {
  return formatQuantity(bytes, "B", 3);
}

/** "91.3 tokens/s", "23,100 samples/s": three significant digits, with `extra` so many more. */
export function formatThroughput(perSecond: number, unit: "token" | "sample" = "token", extra = 0): string {
  return `${rounded(perSecond, 3 + extra)} ${unit}s/s`;
}

/** "5.61 J", "12.3 kJ"; millijoules below one joule; with `extra` so many more digits. */
export function formatEnergy(joules: number, extra = 0): string {
  const digits = 3 + extra;
  return joules < 1 ? `${Number((joules * 1e3).toPrecision(digits))} mJ` : formatQuantity(joules, "J", digits);
}

/**
 * "$2.50", "$1,200", "$0.0000556": cents, dollars alone from a thousand on, below a dime three significant digits; with
 * `extra` so many more.
 */
export function formatMoney(usd: number, extra = 0): string {
  const inCents = usd === 0 || (usd >= 0.0995 && usd < 999.995);
  return `$${inCents ? grouped(usd, 2 + extra) : rounded(usd, 3 + extra)}`;
}

/** "1.24 kg", "560 g", "3.1 mg": three significant digits; with `extra` so many more. */
export function formatMass(grams: number, extra = 0): string {
  const digits = 3 + extra;
  if (grams === 0 || grams >= 1) return formatQuantity(grams, "g", digits);
  const [value, unit] = grams >= 0.9995e-3 ? [grams * 1e3, "mg"] : [grams * 1e6, "µg"];
  return `${rounded(value, digits)} ${unit}`;
}

/** A factor's value with its unit ("700 W", "$2.50/h", "1.08×"): a name stays as it is. */
export function formatValue(value: number | string, unit: string | null): string {
  if (typeof value === "string") return value;
  switch (unit) {
    case null:
    case "tokens":
      return formatCount(value);
    case "s":
      return formatDuration(value);
    case "USD/h":
      return `${formatMoney(value)}/h`;
    case "W":
      return `${formatNumber(value)} W`;
    case "×":
      return formatRatio(value);
    default:
      return formatQuantity(value, unit);
  }
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

import {formatQuantity} from "./format.js";

const threeDigits = new Intl.NumberFormat("en-US", {maximumSignificantDigits: 3});

const cents = new Intl.NumberFormat("en-US", {minimumFractionDigits: 2, maximumFractionDigits: 2});

/** "$2.50", "$1,200", "$0.0000556": cents, dollars alone from a thousand on, below a dime three significant digits. */
export function formatMoney(usd: number): string {
  return `$${usd === 0 || (usd >= 0.0995 && usd < 999.995) ? cents.format(usd) : threeDigits.format(usd)}`;
}

/** "1.24 kg", "560 g", "3.1 mg": three significant digits. */
export function formatMass(grams: number): string {
  if (grams === 0 || grams >= 1) return formatQuantity(grams, "g", 3);
  const [value, unit] = grams >= 0.9995e-3 ? [grams * 1e3, "mg"] : [grams * 1e6, "µg"];
  return `${threeDigits.format(value)} ${unit}`;
}

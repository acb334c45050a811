import type {Figure, HardwareEntry} from "../types.js";
import type {Convention, Departure} from "./convention.js";
import {siblings} from "./siblings.js";
import {about, figureAt, inUnit, orException} from "./words.js";

/** Sizes are decimal: none is a round number of binary units written in decimal ones. */
export const binaryGigabytes: Convention = {
  rule: "binary-gigabytes",
  check: (entry, others) => [...capacity(entry, others), ...bandwidth(entry)],
};

/** How much a binary unit is larger than the decimal one: by one, two and three steps of 1,024. */
const powers = [1.024, 1.024 ** 2, 1.024 ** 3];

/** A figure as text: its number, the number's decimals, and its unit. */
function parts({text}: Figure): {number: number; decimals: number; unit: string} {
  const [, digits = "0", decimals = "", unit = ""] = /^(\d+(?:\.(\d+))?) ?(\S*)$/.exec(text) ?? [];
  return {number: Number(digits), decimals: decimals.length, unit};
}

/** Numbers of gigabytes (of smaller units, on small chips) that memories come in, as vendors print them. */
const usualSizes = [
  4, 6, 8, 10, 11, 12, 16, 18, 20, 24, 32, 36, 40, 44, 48, 64, 72, 80, 94, 95, 96, 128, 141, 144, 160, 180, 186, 192,
  256, 270, 279, 288, 384, 432, 512, 768,
];

/** What a capacity was multiplied by, where it looks like a count of binary units; undefined where it does not. */
function binaryPower({number, decimals, unit}: ReturnType<typeof parts>): number | undefined {
  // A GiB is three steps of 1,024.
  const whole = 1.024 ** (1 + "kMGTP".indexOf(unit.charAt(0)));
  // Any whole number is near to some count of binary units, so that only a usual count tells; and what is usual itself is right.
  if (Number.isInteger(number)) {
    const isBinary = usualSizes.some((size) => Math.abs(number / whole - size) <= 0.5);
    return isBinary && !usualSizes.includes(number) ? whole : undefined;
  }
  // Other mixtures come after it, since any number is near to one of them.
  return [whole, ...powers].find((factor) => {
    const count = Math.round(number / factor);
    return count > 0 && Math.abs(count * factor - number) <= 0.5 * 10 ** -decimals;
  });
}

function capacity(entry: HardwareEntry, others: readonly HardwareEntry[]): readonly Departure[] {
  const figure = figureAt(entry, "memory.capacity");
  if (figure === undefined) return [];
  const {number, unit} = parts(figure);
  const power = binaryPower(parts(figure));
  if (power === undefined) return [];
  const count = Math.round(number / power);
  const binary = `${count} ${unit.replace(/^(.)?B$/, "$1iB").replace("k", "K")}`;
  const decimal = ((figure.value as number) / number) * count;
  const twin = siblings(entry, others).find(({hardware}) => about(hardware.memoryCapacityBytes ?? 0, decimal, 1e-6));
  // Whoever writes that the source counts in binary units knows what that means, unless the same chip is printed otherwise.
  if (twin === undefined && figure.derivation?.includes(binary) === true) return [];
  const roughly = Number.isInteger(number) ? "about " : "";
  const found = `${figure.text} is ${roughly}${Number(power.toPrecision(4))} times ${count} ${unit}: it looks like ${binary}; write ${count} ${unit} `;
  const where =
    twin === undefined
      ? `where the vendor prints that, or, where it prints ${binary}, say so under derivation`
      : `as for the ${twin.hardware.name}, ${orException}`;
  return [{figure: figure.path, reason: `${found}${where} (memory.addressable is for what the driver reports)`}];
}

/** A figure of fewer digits is rounded too far to tell. */
const tellingDigits = 4;

function bandwidth(entry: HardwareEntry): readonly Departure[] {
  const figure = figureAt(entry, "memory.bandwidth");
  // Bus width times data rate is powers of two by nature, and says whether the product is right.
  if (figure === undefined || (entry.memoryBusBits !== null && entry.memoryPinBitsPerSecond !== null)) return [];
  const {number, decimals} = parts(figure);
  const digits = String(number).replace(".", "").length;
  if (digits < tellingDigits) return [];
  const power = powers.find((factor, index) => {
    // 1.024 alone comes about by nature where a bus of 2^n bits runs at a round rate, so only the roundest are suspicious.
    const count = Number((number / factor).toPrecision(index === 0 ? 1 : 2));
    return Math.abs(count * factor - number) <= 0.5 * 10 ** -decimals && (index > 0 || !isOffPackage(entry));
  });
  if (power === undefined) return [];
  const round = inUnit((figure.value as number) / power, "B/s");
  return [
    {
      figure: figure.path,
      reason:
        `${figure.text} is ${Number(power.toPrecision(4))} times ${round}: it looks like ${round} in binary units; write ${round}, ` +
        `or, where the source prints ${figure.text}, state memory.busWidth and memory.dataRate, whose product shows it`,
    },
  ];
}

/** Memory of which vendors print the product of bus and rate to the digit. */
function isOffPackage({memoryType}: HardwareEntry): boolean {
  return memoryType !== null && /^(?:LP|G)?DDR/i.test(memoryType);
}

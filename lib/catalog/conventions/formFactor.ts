import type {HardwareEntry} from "../types.js";
import type {Convention, Departure} from "./convention.js";
import {formNamed, formOf, siblings} from "./siblings.js";
import {about, orException, written} from "./words.js";

/** What the auxiliary connector (12V-2x6) gives a card. */
const mostOfCard = 600;

const same = 0.005;
const different = 0.03;

/** Figures are of the form factor that the item is sold in. */
export const formFactor: Convention = {
  rule: "form-factor",
  check: (entry, others) => {
    const own = [...names(entry), ...cardPower(entry)];
    const foreign = borrowed(entry, others).filter(({figure}) => own.every((departure) => departure.figure !== figure));
    return [...own, ...foreign];
  },
};

function names(entry: HardwareEntry): readonly Departure[] {
  const {name, id} = entry.hardware;
  const stated = entry.formFactor ?? formNamed(name);
  const words = [
    ["name", name],
    ["id", id],
    ["symbol", entry.symbol],
  ] as const;
  const other = words.find(([, text]) => formNamed(text) !== null && formNamed(text) !== stated);
  if (other === undefined || stated === null) return [];
  const [key, text] = other;
  const where = entry.formFactor === null ? `the name "${name}"` : `the form factor ${stated}`;
  return [
    {
      figure: entry.formFactor === null ? key : "formFactor",
      reason: `${where} goes with the ${key} "${text}", which says ${formNamed(text)}: state one of the two, ${orException}`,
    },
  ];
}

function cardPower(entry: HardwareEntry): readonly Departure[] {
  const watts = entry.hardware.powerWatts;
  if (formOf(entry) !== "PCIe" || watts === null || watts <= mostOfCard) return [];
  return [
    {
      figure: "power",
      reason:
        `${written(entry, "power")} for a PCIe card, which draws ${mostOfCard} W at most: ` +
        `it looks like the figure of another form factor; look up that of the card, ${orException}`,
    },
  ];
}

/** A figure by its path. */
function valueOf(entry: HardwareEntry, path: string): number | undefined {
  const value = entry.figures.find((figure) => figure.path === path)?.value;
  return typeof value === "number" ? value : undefined;
}

const peaksOf = ({figures}: HardwareEntry): readonly string[] =>
  figures.map(({path}) => path).filter((path) => path.startsWith("peak."));

/** Figures that are those of a sibling in another form factor, where something shows that they should not be. */
function borrowed(entry: HardwareEntry, others: readonly HardwareEntry[]): readonly Departure[] {
  const form = formOf(entry);
  const family = siblings(entry, others).filter((other) => formOf(other) !== null);
  const foreign = family.filter((other) => formOf(other) !== form);
  if (form === null) return [];
  const seen = new Set<string>();
  return foreign.flatMap((lender) =>
    [...peaksOf(entry), "memory.bandwidth", "power"].flatMap((path): Departure[] => {
      const [mine, theirs] = [valueOf(entry, path), valueOf(lender, path)];
      if (mine === undefined || theirs === undefined || !about(mine, theirs, same) || seen.has(path)) return [];
      const why = whyForeign(entry, lender, family, path);
      if (why === undefined) return [];
      seen.add(path);
      return [
        {
          figure: path,
          reason:
            `${written(entry, path)} is the figure of the ${lender.hardware.name} (${formOf(lender)}), ${why}: ` +
            `look up the one of the ${form} form, ${orException}`,
        },
      ];
    }),
  );
}

/** Why a figure that a sibling in another form factor has too cannot be right here; undefined where it can. */
function whyForeign(
  entry: HardwareEntry,
  lender: HardwareEntry,
  family: readonly HardwareEntry[],
  path: string,
): string | undefined {
  const form = formOf(entry);
  const nearestFirst = family.toSorted((a, b) => sharedBeginning(b, entry) - sharedBeginning(a, entry));
  const peer = nearestFirst.find((other) => {
    const theirs = valueOf(other, path);
    const fits = path !== "memory.bandwidth" || capacityOf(other) === capacityOf(entry);
    return formOf(other) === form && fits && theirs !== undefined && !about(theirs, valueOf(entry, path)!, different);
  });
  if (peer !== undefined) return `where the ${peer.hardware.name} has ${written(peer, path)}`;
  if (path === "power" && (form === "PCIe" || formOf(lender) === "PCIe"))
    return "though a card and a module of one chip draw different power";
  if (path === "memory.bandwidth" && entry.memoryType !== lender.memoryType && bothTyped(entry, lender))
    return `which has ${lender.memoryType}, where this one has ${entry.memoryType}`;
  if (path.startsWith("peak.")) return whyForeignPeak(entry, lender, path);
  return undefined;
}

/** Either all peaks of two siblings are the same, which is one chip at one clock, or none is. */
function whyForeignPeak(entry: HardwareEntry, lender: HardwareEntry, path: string): string | undefined {
  const own = peaksOf(entry).find((other) => {
    const [mine, theirs] = [valueOf(entry, other), valueOf(lender, other)];
    return mine !== undefined && theirs !== undefined && other !== path && !about(mine, theirs, different);
  });
  return own === undefined
    ? undefined
    : `which has ${written(lender, own)} for ${own}, where this one has ${written(entry, own)}`;
}

/** How many characters two ids begin with together. */
function sharedBeginning({hardware: {id: a}}: HardwareEntry, {hardware: {id: b}}: HardwareEntry): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

const capacityOf = ({hardware}: HardwareEntry): number | null => hardware.memoryCapacityBytes;

function bothTyped(a: HardwareEntry, b: HardwareEntry): boolean {
  return a.memoryType !== null && b.memoryType !== null;
}

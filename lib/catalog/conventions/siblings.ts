import type {FormFactor, HardwareEntry} from "../types.js";

/** Words of a name that tell how a chip is sold. */
const forms: readonly (readonly [RegExp, FormFactor])[] = [
  [/\bSXM\d?\b/i, "SXM"],
  [/\bOAM\b/i, "OAM"],
  [/\bPCI-?e\b/i, "PCIe"],
  [/\bMXM\b/i, "MXM"],
];

/** A form factor that a text names. */
export function formNamed(text: string): FormFactor | null {
  return forms.find(([word]) => word.test(text.replaceAll("_", " ")))?.[1] ?? null;
}

/** As the file states it, else as the name, the id or the registry's member tells it. */
export function formOf({formFactor, hardware, symbol}: HardwareEntry): FormFactor | null {
  return formFactor ?? formNamed(hardware.name) ?? formNamed(hardware.id) ?? formNamed(symbol);
}

/** The id without what tells one product of a chip from another: "h100" of h100-sxm, h100-nvl and h100-pcie-80. */
function stem({hardware: {id, memoryCapacityBytes}}: HardwareEntry): string {
  const size = memoryCapacityBytes === null ? undefined : String(Math.round(memoryCapacityBytes / 1e9));
  const words = id.split("-").filter((word) => !/^(?:sxm\d?|oam|pcie|mxm|nvl|\d+gb)$/.test(word) && word !== size);
  return words.join("-");
}

/** Other products with the same chip. */
export function siblings(entry: HardwareEntry, others: readonly HardwareEntry[]): readonly HardwareEntry[] {
  return others.filter(
    (other) =>
      other.hardware.id !== entry.hardware.id &&
      other.hardware.vendor === entry.hardware.vendor &&
      stem(other) === stem(entry),
  );
}

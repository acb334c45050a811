import type {HardwareEntry} from "../types.js";

/** Bytes per second of one direction that a link of a name is known for, in order of size. */
export interface LinkRates {
  /** As messages call the link. */
  readonly name: string;
  readonly perDirection: readonly number[];
}

interface Rule extends LinkRates {
  readonly link: RegExp;
  readonly architecture?: RegExp;
}

/**
 * NVLink: links of a GPU times the rate of each (white papers of Pascal to Blackwell: 4 × 20, 6 × 25, 12 × 25, 18 × 25,
 * 18 × 50 GB/s). Bridges: of GeForce and workstation cards (2 × 25 and 4 × 14.0625), and of PCIe data centre cards (12 or 18
 * × 25). NVLink-C2C: Grace Hopper, half of it per GPU of Grace Blackwell, and the GB10. Infinity Fabric: white papers of
 * CDNA 2, 3 and 4 (8 × 50, 7 × 64, 7 × 76.8). RoCE: ports to other accelerators at 100 or 200 Gbit/s.
 */
const table: readonly Rule[] = [
  {name: "NVLink-C2C", link: /^NVLink[- ]?C2C/i, perDirection: [225e9, 300e9, 450e9]},
  {name: "the bridge of NVLink 2", link: /^NVLink 2\b.*bridge/i, perDirection: [25e9, 50e9]},
  {name: "the bridge of NVLink 3", link: /^NVLink 3\b.*bridge/i, perDirection: [56.25e9, 300e9]},
  {name: "the bridge of NVLink 4", link: /^NVLink 4\b.*bridge/i, perDirection: [300e9, 450e9]},
  {name: "NVLink 1", link: /^NVLink 1\b/i, perDirection: [80e9]},
  {name: "NVLink 2", link: /^NVLink 2\b/i, perDirection: [150e9]},
  {name: "NVLink 3", link: /^NVLink 3\b/i, perDirection: [300e9]},
  {name: "NVLink 4", link: /^NVLink 4\b/i, perDirection: [450e9]},
  {name: "NVLink 5", link: /^NVLink 5\b/i, perDirection: [900e9]},
  {name: "NVLink 6", link: /^NVLink 6\b/i, perDirection: [1800e9]},
  {
    name: "Infinity Fabric of CDNA 2",
    link: /^Infinity Fabric/i,
    architecture: /^CDNA ?2/i,
    perDirection: [200e9, 400e9],
  },
  {name: "Infinity Fabric of CDNA 3", link: /^Infinity Fabric/i, architecture: /^CDNA ?3/i, perDirection: [448e9]},
  {name: "Infinity Fabric of CDNA 4", link: /^Infinity Fabric/i, architecture: /^CDNA ?4/i, perDirection: [537.6e9]},
  {name: "RoCE of Gaudi 2", link: /^RoCE/i, architecture: /^Gaudi ?2/i, perDirection: [262.5e9]},
  {name: "RoCE of Gaudi 3", link: /^RoCE/i, architecture: /^Gaudi ?3/i, perDirection: [525e9]},
];

/** Bytes per second of a PCIe lane by generation, before and after the code of the line: vendors print the former. */
const pcieLane: Readonly<Record<string, number>> = {1: 0.25e9, 2: 0.5e9, 3: 1e9, 4: 2e9, 5: 4e9, 6: 8e9, 7: 16e9};

/** What is known of a link by its name; undefined where nothing is. */
export function linkRates(name: string, {architecture}: HardwareEntry): LinkRates | undefined {
  const [, generation, lanes = "16"] =
    /^(?:PCIe|PCI Express) ?(?:Gen ?)?(\d)(?:\.0)?(?: ?x(\d{1,2}))?\b/i.exec(name) ?? [];
  if (generation !== undefined) {
    const lane = pcieLane[generation];
    return lane === undefined
      ? undefined
      : {name: `PCIe ${generation}.0 with ${lanes} lanes`, perDirection: [lane * Number(lanes)]};
  }
  return table.find(
    (rule) => rule.link.test(name) && (rule.architecture === undefined || rule.architecture.test(architecture ?? "")),
  );
}

import type {FormFactor, HardwareEntry} from "../types.js";

/** Bytes per second of one direction that a link of a name is known for, in order of size. */
export interface LinkRates {
  /** As messages call the link. */
  readonly name: string;
  readonly perDirection: readonly number[];
}

interface Rule extends LinkRates {
  readonly link: RegExp;
  /** Which chips it is about, where a link's name alone does not tell its rate; all of them where none is stated. */
  readonly of?: (entry: HardwareEntry) => boolean;
}

/** Chips of an architecture, and of a form factor where one is stated. */
function chips(architecture: RegExp, form?: FormFactor): (entry: HardwareEntry) => boolean {
  return (entry) => architecture.test(entry.architecture ?? "") && (form === undefined || entry.formFactor === form);
}

/** Memory of one die; a module of two has twice that. */
const dieOfCdna2 = 64e9;

/**
 * The first rule that fits says what is known. What they rest on:
 * - NVLink: links of a GPU times the rate of each (white papers of Pascal to Blackwell: 4 × 20, 6 × 25, 12 × 25, 18 × 25,
 *   18 × 50 GB/s). Bridges: of GeForce and workstation cards (2 × 25 and 4 × 14.0625), and of PCIe data centre cards (12 or
 *   18 × 25). NVLink-C2C: 900 GB/s in both directions of a Grace CPU, for one Hopper or for two Blackwell GPUs (white papers of
 *   Grace Hopper and Blackwell), and 600 of a GB10.
 * - Infinity Fabric: ROCm's documentation of the MI100 (3 × 46), white papers of CDNA 2 (8 × 50 of a module, 4 of them of each
 *   die), 3 (7 × 64) and 4 (7 × 76.8).
 * - ICI: half of the bidirectional rate that Cloud TPU's documentation prints from TPU v5e on; of v3 and v4 the links times the
 *   rate of each (4 × 100 in "How to Scale Your Model", 6 × 50 in the paper of TPU v4).
 * - Ethernet: RoCE ports of Gaudi to other accelerators (21 of 100 or 200 Gbit/s), QSFP-DD ports of Tenstorrent's cards (2 of 200,
 *   4 of 800 Gbit/s), ConnectX-7 with 400 Gbit/s, of which a DGX Spark has 200.
 * - USB 3.0: 5 Gbit/s, after and before the code of the line.
 */
const table: readonly Rule[] = [
  {
    name: "NVLink-C2C of a Grace Hopper",
    link: /^NVLink[- ]?C2C/i,
    of: chips(/^Hopper/i),
    perDirection: [450e9],
  },
  {
    name: "NVLink-C2C of a GPU of a Grace Blackwell",
    link: /^NVLink[- ]?C2C/i,
    of: chips(/^Blackwell/i, "superchip"),
    perDirection: [225e9],
  },
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
  {name: "Infinity Fabric of CDNA", link: /^Infinity Fabric/i, of: chips(/^CDNA(?: ?1)?$/i), perDirection: [138e9]},
  {
    name: "Infinity Fabric of one die of CDNA 2",
    link: /^Infinity Fabric/i,
    of: (entry) =>
      chips(/^CDNA ?2/i)(entry) && (entry.hardware.memoryCapacityBytes ?? Number.POSITIVE_INFINITY) <= dieOfCdna2,
    perDirection: [200e9],
  },
  {
    name: "Infinity Fabric of a module of CDNA 2",
    link: /^Infinity Fabric/i,
    of: chips(/^CDNA ?2/i),
    perDirection: [400e9],
  },
  {name: "Infinity Fabric of CDNA 3", link: /^Infinity Fabric/i, of: chips(/^CDNA ?3/i), perDirection: [448e9]},
  {name: "Infinity Fabric of CDNA 4", link: /^Infinity Fabric/i, of: chips(/^CDNA ?4/i), perDirection: [537.6e9]},
  {name: "ICI of TPU v3", link: /^ICI\b/i, of: chips(/^TPU ?v3\b/i), perDirection: [400e9]},
  {name: "ICI of TPU v4", link: /^ICI\b/i, of: chips(/^TPU ?v4\b/i), perDirection: [300e9]},
  {name: "ICI of TPU v5e", link: /^ICI\b/i, of: chips(/^TPU ?v5e\b/i), perDirection: [200e9]},
  {name: "ICI of TPU v5p", link: /^ICI\b/i, of: chips(/^TPU ?v5p\b/i), perDirection: [600e9]},
  {name: "ICI of TPU v6e", link: /^ICI\b/i, of: chips(/^TPU ?v6e\b/i), perDirection: [400e9]},
  {name: "ICI of TPU7x", link: /^ICI\b/i, of: chips(/^TPU ?(?:v7|7x)\b/i), perDirection: [600e9]},
  {name: "RoCE of Gaudi 2", link: /^RoCE/i, of: chips(/^Gaudi ?2/i), perDirection: [262.5e9]},
  {name: "RoCE of Gaudi 3", link: /^RoCE/i, of: chips(/^Gaudi ?3/i), perDirection: [525e9]},
  {name: "Ethernet of a Wormhole card", link: /^Ethernet/i, of: chips(/^Wormhole/i), perDirection: [50e9]},
  {name: "Ethernet of a Blackhole card", link: /^Ethernet/i, of: chips(/^Blackhole/i), perDirection: [400e9]},
  {
    name: "ConnectX-7 of a DGX Spark",
    link: /^ConnectX[- ]?7/i,
    of: chips(/^Blackwell/i, "SoC"),
    perDirection: [25e9],
  },
  {name: "ConnectX-7", link: /^ConnectX[- ]?7/i, perDirection: [50e9]},
  {name: "USB 3.0", link: /^USB 3\.0/i, perDirection: [500e6, 625e6]},
];

/** Bytes per second of a PCIe lane by generation, before and after the code of the line: vendors print the former. */
const pcieLane: Readonly<Record<string, number>> = {1: 0.25e9, 2: 0.5e9, 3: 1e9, 4: 2e9, 5: 4e9, 6: 8e9, 7: 16e9};

/** What is known of a link by its name; undefined where nothing is. */
export function linkRates(name: string, entry: HardwareEntry): LinkRates | undefined {
  const [, generation, lanes = "16"] =
    /^(?:PCIe|PCI Express) ?(?:Gen ?)?(\d)(?:\.0)?(?: ?x(\d{1,2}))?\b/i.exec(name) ?? [];
  if (generation !== undefined) {
    const lane = pcieLane[generation];
    return lane === undefined
      ? undefined
      : {name: `PCIe ${generation}.0 with ${lanes} lanes`, perDirection: [lane * Number(lanes)]};
  }
  return table.find((rule) => rule.link.test(name) && (rule.of?.(entry) ?? true));
}

import {decodeHardware, type TableRow} from "../catalog/decodeTables.js";
import {isSolvable, type PublishedHardware} from "../catalog/publishedHardware.js";
import type {ArithmeticPrecision} from "../engine/precision.js";
import {
  figureColumn,
  filterOf,
  wordColumn,
  yearColumn,
  type CatalogSheet,
  type ColumnSpec,
  type SheetRange,
} from "./catalogSheet.js";
import {figureNotes} from "./figureNotes.js";
import {numberCell, textCell, wordCell} from "./textCell.js";

/** An accelerator as a row of the hardware table holds it: what a solve takes, and what only a reader wants to know. */
interface HardwareRow extends PublishedHardware {
  readonly aliases: string;
  readonly architecture: string | null;
  readonly formFactor: string | null;
  readonly memoryType: string | null;
  readonly memoryBusBits: number | null;
  readonly memoryPinBitsPerSecond: number | null;
  readonly linkName: string | null;
  readonly hostLinkName: string | null;
}

function readRow(row: TableRow): HardwareRow {
  return {
    ...decodeHardware(row),
    aliases: textCell(row, "aliases"),
    architecture: wordCell(row, "architecture"),
    formFactor: wordCell(row, "formFactor"),
    memoryType: wordCell(row, "memoryType"),
    memoryBusBits: numberCell(row, "memoryBusBits"),
    memoryPinBitsPerSecond: numberCell(row, "memoryPinBitsPerSecond"),
    linkName: wordCell(row, "linkName"),
    hostLinkName: wordCell(row, "hostLinkName"),
  };
}

/** Formats in the order in which a reader of language models looks for them. */
const peaks: readonly ArithmeticPrecision[] = ["bf16", "fp16", "fp8", "fp4", "int8", "int4", "tf32", "fp32"];

const detail = {isDetail: true} as const;

const columns: readonly ColumnSpec<HardwareRow>[] = [
  wordColumn("name", "Accelerator", ({name}) => name),
  figureColumn({
    key: "memory",
    label: "Memory",
    unit: "GB",
    scale: 1e9,
    path: "memory.capacity",
    of: ({memoryCapacityBytes}) => memoryCapacityBytes,
  }),
  figureColumn({
    key: "addressable",
    label: "Addressable",
    unit: "GB",
    scale: 1e9,
    path: "memory.addressable",
    of: ({memoryAddressableBytes}) => memoryAddressableBytes,
  }),
  figureColumn({
    key: "bandwidth",
    label: "Bandwidth",
    unit: "TB/s",
    scale: 1e12,
    path: "memory.bandwidth",
    of: ({memoryBandwidthBytesPerSecond}) => memoryBandwidthBytesPerSecond,
  }),
  ...peaks.map((format) =>
    figureColumn<HardwareRow>({
      key: format,
      label: format,
      unit: format.startsWith("int") ? "TOP/s" : "TFLOP/s",
      scale: 1e12,
      path: `peak.${format}`,
      of: ({peakFlopPerSecond}) => peakFlopPerSecond[format],
    }),
  ),
  figureColumn({
    key: "link",
    label: "Link",
    unit: "GB/s",
    scale: 1e9,
    path: "link.bandwidth",
    of: ({linkBandwidthBytesPerSecond}) => linkBandwidthBytesPerSecond,
  }),
  wordColumn("link-name", "Kind of link", ({linkName}) => linkName, detail),
  figureColumn({
    key: "host-link",
    label: "Host link",
    unit: "GB/s",
    scale: 1e9,
    path: "hostLink.bandwidth",
    of: ({hostLinkBandwidthBytesPerSecond}) => hostLinkBandwidthBytesPerSecond,
  }),
  wordColumn("host-link-name", "Kind of host link", ({hostLinkName}) => hostLinkName, detail),
  figureColumn({key: "power", label: "Power", unit: "W", path: "power", of: ({powerWatts}) => powerWatts}),
  yearColumn("released", "Released", ({releaseYear}) => releaseYear),
  wordColumn("vendor", "Vendor", ({vendor}) => vendor),
  wordColumn("architecture", "Architecture", ({architecture}) => architecture),
  wordColumn("form-factor", "Form factor", ({formFactor}) => formFactor),
  wordColumn("tier", "Tier", ({tier}) => tier),
  wordColumn("memory-type", "Kind of memory", ({memoryType}) => memoryType, detail),
  figureColumn({
    ...detail,
    key: "bus",
    label: "Memory bus",
    unit: "bit",
    path: "memory.busWidth",
    of: ({memoryBusBits}) => memoryBusBits,
  }),
  figureColumn({
    ...detail,
    key: "pin",
    label: "Rate of a pin",
    unit: "Gbit/s",
    scale: 1e9,
    path: "memory.dataRate",
    of: ({memoryPinBitsPerSecond}) => memoryPinBitsPerSecond,
  }),
];

/** The table of accelerators, from the rows of the hardware table and of the figures table. */
export function hardwareSheet(hardwareRows: readonly TableRow[], figureRows: Iterable<TableRow>): CatalogSheet {
  const figuresOf = figureNotes(figureRows, "hardware");
  const hardware = hardwareRows.map(readRow);
  return {
    noun: "accelerator",
    folder: "hardware",
    columns,
    filters: [
      filterOf("vendor", hardware, ({vendor}) => vendor),
      filterOf("tier", hardware, ({tier}) => tier),
      filterOf("architecture", hardware, ({architecture}) => architecture),
      filterOf("form-factor", hardware, ({formFactor}) => formFactor, "Form factor"),
    ],
    range: yearRange(hardware.map(({releaseYear}) => releaseYear)),
    items: hardware.map((item) => ({
      id: item.id,
      name: item.name,
      searchText: [item.name, item.id, item.aliases, item.vendor, item.tier, item.architecture, item.formFactor]
        .filter((word) => word !== null)
        .join(" ")
        .toLowerCase(),
      groups: {
        vendor: item.vendor,
        tier: item.tier,
        architecture: item.architecture,
        "form-factor": item.formFactor,
      },
      cells: columns.map((column) => column.cell(item, figuresOf(item.id))),
      ...(isSolvable(item) ? {} : {standsAlone: true as const}),
    })),
  };
}

function yearRange(years: readonly (number | null)[]): SheetRange {
  const known = [...new Set(years.filter((year) => year !== null))].sort((a, b) => a - b);
  return {
    column: "released",
    least: {key: "from", label: "Released from"},
    most: {key: "to", label: "Released to"},
    choices: known.map((year) => ({value: year, text: String(year)})),
  };
}

import {decodeHardware, type TableRow} from "../catalog/decodeTables.js";
import type {ArithmeticPrecision} from "../engine/precision.js";
import type {Hardware} from "../engine/types.js";
import {figureColumn, filterOf, wordColumn, type CatalogSheet, type ColumnSpec} from "./catalogSheet.js";
import {figureNotes} from "./figureNotes.js";
import {textCell} from "./textCell.js";

/** Formats in the order in which a reader of language models looks for them. */
const peaks: readonly ArithmeticPrecision[] = ["bf16", "fp16", "fp8", "fp4", "int8", "int4", "tf32", "fp32"];

const columns: readonly ColumnSpec<Hardware>[] = [
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
    key: "bandwidth",
    label: "Bandwidth",
    unit: "TB/s",
    scale: 1e12,
    path: "memory.bandwidth",
    of: ({memoryBandwidthBytesPerSecond}) => memoryBandwidthBytesPerSecond,
  }),
  ...peaks.map((format) =>
    figureColumn<Hardware>({
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
  figureColumn({
    key: "host-link",
    label: "Host link",
    unit: "GB/s",
    scale: 1e9,
    path: "hostLink.bandwidth",
    of: ({hostLinkBandwidthBytesPerSecond}) => hostLinkBandwidthBytesPerSecond,
  }),
  figureColumn({key: "power", label: "Power", unit: "W", path: "power", of: ({powerWatts}) => powerWatts}),
  {
    key: "released",
    label: "Released",
    unit: null,
    isNumeric: true,
    cell: ({releaseYear: year}) => ({
      value: year,
      text: year === null ? "not published" : String(year),
      isMissing: year === null,
      figure: null,
    }),
  },
  wordColumn("vendor", "Vendor", ({vendor}) => vendor),
  wordColumn("tier", "Tier", ({tier}) => tier),
];

/** The table of accelerators, from the rows of the hardware table and of the figures table. */
export function hardwareSheet(hardwareRows: readonly TableRow[], figureRows: Iterable<TableRow>): CatalogSheet {
  const figuresOf = figureNotes(figureRows, "hardware");
  const entries = hardwareRows.map((row) => ({hardware: decodeHardware(row), aliases: textCell(row, "aliases")}));
  const hardware = entries.map((entry) => entry.hardware);
  return {
    noun: "accelerators",
    homeParameter: "proposal",
    columns,
    filters: [filterOf("vendor", hardware, ({vendor}) => vendor), filterOf("tier", hardware, ({tier}) => tier)],
    items: entries.map(({hardware: item, aliases}) => ({
      id: item.id,
      name: item.name,
      searchText: `${item.name} ${item.id} ${aliases} ${item.vendor} ${item.tier}`.toLowerCase(),
      groups: {vendor: item.vendor, tier: item.tier},
      cells: columns.map((column) => column.cell(item, figuresOf(item.id))),
    })),
  };
}

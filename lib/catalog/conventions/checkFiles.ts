import {CatalogError, type CatalogProblem} from "../catalogError.js";
import {catalogClashes, type CatalogEntry} from "../checkCatalog.js";
import type {SourceFile} from "../parseCatalog.js";
import type {Catalog, CalibrationDocument, HardwareEntry, ModelEntry} from "../types.js";
import {idOf, readCatalogFile, type CatalogFile} from "./catalogFile.js";
import {census, leastVendorShare, vendorShare, type Census} from "./census.js";
import {lintHardware, type Finding} from "./lintHardware.js";

/** What a check of files of the catalog found. */
export interface CatalogCheck {
  readonly census: Census;
  /** Why files cannot be read, and what clashes between files. */
  readonly problems: readonly CatalogProblem[];
  /** Departures from the conventions. */
  readonly findings: readonly Finding[];
}

/**
 * Checks files of the catalog: each by itself, against each other, and accelerators against the conventions. A file that cannot be
 * read is reported, and the rest is checked all the same.
 *
 * @param files - What to check.
 * @param shipped - The catalog that they are compared with; a file of the same name takes the place of its own.
 */
export function checkFiles(files: readonly SourceFile[], shipped: readonly CatalogFile[] = []): CatalogCheck {
  const problems: CatalogProblem[] = [];
  const checked = files.flatMap((file) => read(file, problems));
  for (const file of checked) {
    const [id, name] = [idOf(file), nameOf(file)];
    if (id !== name) problems.push(whole(file.name, "id", `"${id}" is not the name of the file, "${name}"`));
  }
  // A file of the same name is the one that is checked, or an older state of it.
  const keyOf = (file: CatalogFile): string => `${file.kind} ${nameOf(file)}`;
  const replaced = new Set(checked.map(keyOf));
  const rest = shipped.filter((file) => !replaced.has(keyOf(file)));

  const all = [...rest, ...checked];
  const fileOf = new Map<CatalogEntry, string>(all.map(({entry, name}) => [entry, name]));
  const unread = [...files, ...shipped].map(nameOf);
  const names = new Set(checked.map(({name}) => name));
  const clashes = catalogClashes(catalogOf(all), (entry) => fileOf.get(entry) ?? "", unread);
  problems.push(...clashes.filter(({file}) => names.has(file)));

  const {hardware} = catalogOf(all);
  const findings = checked.flatMap((file) =>
    file.kind === "hardware"
      ? lintHardware(
          {file: file.name, text: file.text, entry: file.entry},
          hardware.filter((entry) => entry !== file.entry),
        )
      : [],
  );
  return {census: census(checked), problems, findings};
}

/** The files of a catalog to compare with; one that cannot be read is left out. */
export function readShipped(files: readonly SourceFile[]): readonly CatalogFile[] {
  return files.flatMap((file) => read(file));
}

/** As `checkFiles`, for the catalog as a whole: of the tier cloud, enough is to rest on documents of the vendors. */
export function checkWhole(files: readonly SourceFile[]): CatalogCheck {
  const check = checkFiles(files);
  const share = vendorShare(check.census);
  if (share === null || share >= leastVendorShare) return check;
  const {figures, vendor} = check.census.cloud;
  const reason =
    `${vendor} of the ${figures} figures of the tier cloud rest on documents of the vendors, ${percent(share)}, ` +
    `where at least ${percent(leastVendorShare)} is to: look for the vendor's own document of the others`;
  const finding: Finding = {rule: "vendor-documents", file: "data/hardware", line: null, figure: "", reason};
  return {...check, findings: [...check.findings, finding]};
}

/**
 * Refuses a catalog with departures from the conventions.
 *
 * @throws {CatalogError} with each of them, and with every mistake of a file.
 */
export function refuseFindings(files: readonly SourceFile[]): void {
  const {problems, findings} = checkWhole(files);
  const departures = findings.map(({rule, file, line, figure, reason}): CatalogProblem => {
    return {file, line, column: null, path: figure, message: `${reason} [${rule}]`};
  });
  if (problems.length + departures.length > 0) throw new CatalogError([...problems, ...departures]);
}

/** "79.8 %": a decimal, so that a share just below a limit is not rounded up to it. */
export function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(share === 1 ? 0 : 1)} %`;
}

/** A file as a list of one, or of none where it cannot be read. */
function read(source: SourceFile, problems: CatalogProblem[] = []): readonly CatalogFile[] {
  try {
    return [readCatalogFile(source)];
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    problems.push(...error.problems);
    return [];
  }
}

/** The name of a file without its folder and ending. */
function nameOf({name}: SourceFile): string {
  return (name.split(/[\\/]/).at(-1) ?? "").replace(/\.ya?ml$/i, "");
}

function whole(file: string, path: string, message: string): CatalogProblem {
  return {file, line: null, column: null, path, message};
}

function catalogOf(files: readonly CatalogFile[]): Catalog {
  const hardware: HardwareEntry[] = [];
  const models: ModelEntry[] = [];
  const calibrations: CalibrationDocument[] = [];
  for (const file of files) {
    if (file.kind === "hardware") hardware.push(file.entry);
    else if (file.kind === "model") models.push(file.entry);
    else calibrations.push(file.entry);
  }
  return {hardware, models, calibrations};
}

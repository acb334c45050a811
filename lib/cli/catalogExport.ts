import type {TableName} from "../catalog/tables/table.js";
import {tableFormats, type TableFormat} from "../catalog/tables/encodeTable.js";
import {UserError} from "../engine/userError.js";
import type {Surroundings} from "./command.js";

/**
 * A table of the catalog in a format that holds every column: the same bytes that the site offers for download.
 *
 * @throws UserError where bytes that are no text would go to a terminal.
 */
export async function catalogExport(
  name: TableName,
  format: TableFormat,
  {readCatalogFolder, stdout}: Surroundings,
): Promise<string | Uint8Array> {
  if (tableFormats[format] && stdout.isTerminal) {
    throw new UserError(
      `--format: ${format} is binary and standard output is a terminal: send it to a file, as in ` +
        `regime-shift catalog ${name} --format ${format} > ${name}.${format}`,
    );
  }
  const [{catalogTable}, {encodeTable}, {sourceFiles}] = await Promise.all([
    import("../catalog/tables/catalogTable.js"),
    import("../catalog/tables/encodeTable.js"),
    import("../catalog/tables/sourceFiles.js"),
  ]);
  const [hardware, models, calibration] = await Promise.all(
    (["hardware", "models", "calibration"] as const).map(async (folder) =>
      sourceFiles(folder, await readCatalogFolder(folder)),
    ),
  );
  return encodeTable(catalogTable(name, {hardware: hardware!, models: models!, calibration: calibration!}), format);
}

import {checkFiles, checkWhole, readShipped, type CatalogCheck} from "../catalog/conventions/checkFiles.js";
import type {CatalogProblem} from "../catalog/catalogError.js";
import type {SourceFile} from "../catalog/parseCatalog.js";
import {sourceFiles} from "../catalog/tables/sourceFiles.js";
import {schemaVersion} from "../explainer/renderJson.js";
import {checkJson, checkMarkdown, checkText} from "./checkForms.js";
import type {Perform, Surroundings} from "./command.js";
import {inFormat, readFormat} from "./output.js";
import {FileError, readTextFile} from "./readTextFile.js";

/** Whether files of the catalog keep to its conventions: those named, or all that come with the program. */
export const performCatalogCheck: Perform = async (flags, effects) => {
  const [, ...paths] = flags.words;
  const format = readFormat(flags);
  const shipped = await shippedFiles(effects);
  const check = paths.length === 0 ? checkWhole(shipped) : await checkNamed([...new Set(paths)], shipped, effects);
  return {
    text: inFormat(format, {
      text: () => checkText(check),
      markdown: () => checkMarkdown(check),
      json: () => ({schemaVersion, ...checkJson(check)}),
    }),
    fits: true,
    faulty: check.problems.length + check.findings.length > 0,
  };
};

async function shippedFiles({readCatalogFolder}: Surroundings): Promise<readonly SourceFile[]> {
  const folders = ["hardware", "models", "calibration"] as const;
  const files = await Promise.all(folders.map(async (folder) => sourceFiles(folder, await readCatalogFolder(folder))));
  return files.flat();
}

async function checkNamed(
  paths: readonly string[],
  shipped: readonly SourceFile[],
  {readFile}: Surroundings,
): Promise<CatalogCheck> {
  const unread: CatalogProblem[] = [];
  const files: SourceFile[] = [];
  for (const path of paths) {
    try {
      files.push({name: path, text: await readTextFile(path, readFile)});
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      unread.push({
        file: path,
        line: null,
        column: null,
        path: "",
        message: `cannot be read: ${error.reason}${hint(error)}`,
      });
    }
  }
  const check = checkFiles(files, readShipped(shipped));
  return {...check, problems: [...unread, ...check.problems]};
}

function hint({reason}: FileError): string {
  return reason === "it is a folder" ? "; name the files in it" : "";
}

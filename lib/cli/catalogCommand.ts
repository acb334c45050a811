import {alternatives} from "../catalog/alternatives.js";
import {tableNames, type TableName} from "../catalog/tables/table.js";
import {UserError} from "../engine/userError.js";
import {schemaVersion} from "../explainer/renderJson.js";
import {alignColumns, markdownTable} from "../explainer/textTable.js";
import {catalogExport} from "./catalogExport.js";
import {itemMarkdown, itemText} from "./catalogForms.js";
import {hardwareKind, modelKind, type CatalogKind} from "./catalogKinds.js";
import type {Perform} from "./command.js";
import type {Answer} from "./effects.js";
import {formats, inFormat, readCatalogFormat, type CatalogFormat, type Format} from "./output.js";
import {quoted} from "./quoted.js";
import {suggestion} from "./suggestion.js";

/** The items of the catalog or all their figures, as a table; or one item with its figures and their sources. */
export const performCatalog: Perform = async (flags, effects) => {
  if (flags.words[0] === "check") return (await import("./catalogCheck.js")).performCatalogCheck(flags, effects);
  const [word, name] = flags.words;
  const kind = readKind(word);
  const format = readCatalogFormat(flags);
  if (name !== undefined) return {text: await showOne(kind, name, ofOneItem(format)), fits: true};
  if (format === "text" || format === "markdown") return {text: await showAll(kind, format), fits: true};
  return asAnswer(await catalogExport(kind, format, effects));
};

function asAnswer(exported: string | Uint8Array): Answer {
  return typeof exported === "string" ? {text: exported, fits: true} : {text: "", bytes: exported, fits: true};
}

function readKind(word: string | undefined): TableName {
  const words = [...tableNames, "check"];
  const expected = `expected ${alternatives(words)}`;
  if (word === undefined) throw new UserError(`missing what to list: ${expected}`);
  const kind = tableNames.find((known) => known === word);
  if (kind === undefined) throw new UserError(`${expected}, got ${quoted(word)}${suggestion(word, words)}`);
  return kind;
}

function ofOneItem(format: CatalogFormat): Format {
  const found = formats.find((known) => known === format);
  if (found !== undefined) return found;
  throw new UserError(
    `--format: ${format} is a form of a whole table; for one ID expected ${alternatives(formats)}, or leave the ID out`,
  );
}

type Item = Parameters<typeof hardwareKind.describe>[0] | Parameters<typeof modelKind.describe>[0];

/** The list of a kind: the head, then a row for each item. */
function listOf<Listed extends Item>(kind: CatalogKind<Listed>): string[][] {
  return [kind.columns.map(([head]) => head), ...kind.list().map((item) => kind.columns.map(([, cell]) => cell(item)))];
}

/** The rows of a list as people read it. */
async function rowsOf(kind: TableName): Promise<string[][]> {
  switch (kind) {
    case "hardware":
      return listOf(hardwareKind);
    case "models":
      return listOf(modelKind);
    case "figures":
      return (await import("./catalogFigures.js")).allFigures();
  }
}

async function showAll(kind: TableName, format: "text" | "markdown"): Promise<string> {
  const rows = await rowsOf(kind);
  const lines = format === "text" ? alignColumns(rows, "left") : markdownTable(rows);
  return `${lines.join("\n")}\n`;
}

function showOne(kind: TableName, name: string, format: Format): Promise<string> {
  switch (kind) {
    case "hardware":
      return showItem(kind, hardwareKind, name, format);
    case "models":
      return showItem(kind, modelKind, name, format);
    case "figures":
      throw new UserError(
        `catalog figures takes no ID, got ${quoted(name)}: "catalog hardware ID" and "catalog models ID" show the figures of one`,
      );
  }
}

async function showItem<Shown extends Item>(
  word: TableName,
  kind: CatalogKind<Shown>,
  name: string,
  format: Format,
): Promise<string> {
  const item = kind.find(name);
  const {figuresOf} = await import("../catalog/provenance.js");
  const figures = figuresOf(kind.itemKind, item.id);
  const aliases = kind.aliases(item);
  const sheet = {id: item.id, name: item.name, aliases, description: kind.describe(item), figures};
  return inFormat(format, {
    text: () => itemText(sheet),
    markdown: () => itemMarkdown(sheet),
    json: () => ({
      schemaVersion,
      kind: word,
      item: {...item, aliases},
      figures: figures.map(({item: _, itemKind: __, ...figure}) => figure),
    }),
  });
}

import {UserError} from "../engine/userError.js";
import {schemaVersion} from "../explainer/renderJson.js";
import {alignColumns, markdownTable} from "../explainer/textTable.js";
import {itemMarkdown, itemText} from "./catalogForms.js";
import {hardwareKind, modelKind, type CatalogKind} from "./catalogKinds.js";
import type {Perform} from "./command.js";
import {inFormat, readFormat, type Format} from "./output.js";
import {quoted} from "./quoted.js";
import {suggestion} from "./suggestion.js";

/** The items of the catalog, or one of them with its figures and their sources. */
export const performCatalog: Perform = async (flags) => {
  const [kind, name] = flags.words;
  const format = readFormat(flags);
  switch (kind) {
    case "hardware":
      return {text: await show(kind, hardwareKind, name, format), fits: true};
    case "models":
      return {text: await show(kind, modelKind, name, format), fits: true};
    case undefined:
      throw new UserError("missing what to list: expected hardware or models");
    default:
      throw new UserError(
        `expected hardware or models, got ${quoted(kind)}${suggestion(kind, ["hardware", "models"])}`,
      );
  }
};

function show<Item extends {readonly id: string; readonly name: string}>(
  word: string,
  kind: CatalogKind<Item>,
  name: string | undefined,
  format: Format,
): string | Promise<string> {
  return name === undefined ? showAll(word, kind, format) : showOne(word, kind, name, format);
}

function showAll<Item extends {readonly id: string; readonly name: string}>(
  word: string,
  kind: CatalogKind<Item>,
  format: Format,
): string {
  const items = kind.list();
  const rows = [kind.columns.map(([head]) => head), ...items.map((item) => kind.columns.map(([, cell]) => cell(item)))];
  return inFormat(format, {
    text: () => `${alignColumns(rows, "left").join("\n")}\n`,
    markdown: () => `${markdownTable(rows).join("\n")}\n`,
    json: () => ({schemaVersion, kind: word, items: items.map((item) => ({...item, aliases: kind.aliases(item)}))}),
  });
}

async function showOne<Item extends {readonly id: string; readonly name: string}>(
  word: string,
  kind: CatalogKind<Item>,
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

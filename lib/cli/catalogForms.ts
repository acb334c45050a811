import {alignColumns, escapeMarkdown, markdownTable} from "../explainer/textTable.js";
import type {Figure, Source} from "../catalog/types.js";

/** An item with its figures, as its text forms show it. */
export interface ItemSheet {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly description: string;
  readonly figures: readonly Figure[];
}

/** An item as plain text: its figures, each with the number of its source, then the sources. */
export function itemText({id, name, aliases, description, figures}: ItemSheet): string {
  const sources = sourcesOf(figures);
  const rows = figures.flatMap((figure) => rowsOf(figure, (source) => `[${sources.indexOf(source) + 1}]`));
  const lines = [
    `${name} (${[id, ...aliases].join(", ")})`,
    description,
    "",
    ...alignColumns(rows, "left"),
    "",
    ...sources.flatMap((source, index) => [
      `[${index + 1}] ${describeSource(source)}`,
      ...(source.url === null ? [] : [`    ${source.url}`]),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

/** An item as GitHub-flavoured Markdown. */
export function itemMarkdown({id, name, aliases, description, figures}: ItemSheet): string {
  const sources = sourcesOf(figures);
  const rows = figures.flatMap((figure) => rowsOf(figure, (source) => String(sources.indexOf(source) + 1)));
  // The last column is prose, which reads from the left.
  const [head, , ...body] = markdownTable([["figure", "value", "source", "derivation"], ...rows]);
  const names = [id, ...aliases].map((word) => `\`${word}\``).join(", ");
  const lines = [
    `**${escapeMarkdown(name)}** (${names}): ${escapeMarkdown(description)}`,
    "",
    head ?? "",
    "| --- | ---: | ---: | --- |",
    ...body,
    "",
    ...sources.map((source, index) => {
      const text = escapeMarkdown(describeSource(source));
      return `${index + 1}. ${source.url === null ? text : `[${text}](<${source.url}>)`}`;
    }),
  ];
  return `${lines.join("\n")}\n`;
}

/** A figure, and below it what other sources say of it and why that is not used. */
function rowsOf(figure: Figure, numberOf: (source: Source) => string): string[][] {
  return [
    [figure.path, figure.text, numberOf(figure.source), remark(figure)],
    ...figure.others.map(({text, source, at, reason}) => {
      const why = `not used: ${reason}`;
      return ["", text, numberOf(source), at === null ? why : `${at}; ${why}`];
    }),
  ];
}

/** Each source once, in the order in which the figures name them. */
function sourcesOf(figures: readonly Figure[]): readonly Source[] {
  return [...new Set(figures.flatMap(({source, others}) => [source, ...others.map((other) => other.source)]))];
}

/** What there is to say of a figure beside its value and source. */
export function remark({at, derivation, note}: Pick<Figure, "at" | "derivation" | "note">): string {
  return [at, derivation, note].filter((text) => text !== null).join("; ");
}

type Described = Pick<Source, "title" | "accessed"> & {readonly kind: string};

/** A document with its kind, and the day on which it was read where that is known. */
export function describeSource({title, kind, accessed}: Described): string {
  return `${title} (${kind.replaceAll("-", " ")}${accessed === null ? "" : `, read ${accessed}`})`;
}

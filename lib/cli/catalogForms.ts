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
  const rows = figures.map((figure) => [
    figure.path,
    figure.text,
    `[${sources.indexOf(figure.source) + 1}]`,
    remark(figure),
  ]);
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
  const rows = figures.map((figure) => [
    figure.path,
    figure.text,
    String(sources.indexOf(figure.source) + 1),
    remark(figure),
  ]);
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

/** Each source once, in the order in which the figures name them. */
function sourcesOf(figures: readonly Figure[]): readonly Source[] {
  return [...new Set(figures.map(({source}) => source))];
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

import type {Profile} from "../engine/types.js";
import {alignColumns, escapeHtml, escapeMarkdown, markdownTable} from "../explainer/textTable.js";
import {provenanceOf, type InputFigure, type InputSource, type StatedFigure} from "../provenance/provenanceOf.js";
import {describeSource, remark} from "./catalogForms.js";

/** The inputs of a profile in each form of an answer; text forms take a name where there are several. */
export interface InputForms {
  text(of?: string): string;
  markdown(of?: string): string;
  readonly json: readonly InputFigure[];
}

/**
 * What went into a profile: each figure with its source, then the sources.
 *
 * @param own figures of the files that the reader named.
 */
export function inputForms(profile: Profile, own: readonly StatedFigure[]): InputForms {
  const json = provenanceOf(profile, own);
  return {json, text: (of) => inputText(json, of), markdown: (of) => inputMarkdown(json, of)};
}

function inputText(inputs: readonly InputFigure[], of?: string): string {
  const sources = sourcesOf(inputs);
  const rows = inputs.map((input) => {
    const {path, text, source} = input;
    return [`${input.item} ${path}`, text, `[${numberOf(source, sources)}]`, place(input), remark(input)];
  });
  const lines = [
    heading(of),
    ...alignColumns(rows, "left"),
    "",
    ...sources.flatMap((source, index) => [
      `[${index + 1}] ${described(source)}`,
      ...(source.url === null ? [] : [`    ${source.url}`]),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

function inputMarkdown(inputs: readonly InputFigure[], of?: string): string {
  const sources = sourcesOf(inputs);
  const rows = inputs.map((input) => {
    const {item, path, text, source} = input;
    return [item, path, text, String(numberOf(source, sources)), place(input), remark(input)];
  });
  // Only the value and the number of the source read from the right.
  const [head, , ...body] = markdownTable([["item", "figure", "value", "source", "stated in", "derivation"], ...rows]);
  const lines = [
    `<details><summary>${escapeHtml(heading(of).replace(/:$/, ""))}</summary>`,
    "",
    head ?? "",
    "| --- | --- | ---: | ---: | --- | --- |",
    ...body,
    "",
    ...sources.map((source, index) => {
      const text = escapeMarkdown(described(source));
      return `${index + 1}. ${source.url === null ? text : `[${text}](<${source.url}>)`}`;
    }),
    "",
    "</details>",
  ];
  return `${lines.join("\n")}\n`;
}

function heading(of?: string): string {
  return of === undefined ? "What went into it:" : `What went into ${of}:`;
}

/** Each source once, in the order in which the inputs name them. Equal ones may be several objects. */
function sourcesOf(inputs: readonly InputFigure[]): readonly InputSource[] {
  return [...new Map(inputs.map(({source}) => [keyOf(source), source])).values()];
}

function numberOf(source: InputSource, sources: readonly InputSource[]): number {
  return sources.findIndex((other) => keyOf(other) === keyOf(source)) + 1;
}

const keyOf = ({title, url}: InputSource): string => `${title}\n${url ?? ""}`;

function described(source: InputSource): string {
  return source.kind === "caller" ? source.title : describeSource(source);
}

/** "data/hardware/h100-sxm.yaml:22"; the file alone where no line is known. */
function place({file, line}: InputFigure): string {
  return file === null ? "" : line === null ? file : `${file}:${line}`;
}

import {formatProblem} from "../catalog/catalogError.js";
import {leastVendorShare, vendorShare, type Census, type Count} from "../catalog/conventions/census.js";
import {percent, type CatalogCheck} from "../catalog/conventions/checkFiles.js";
import {findingLine} from "../catalog/conventions/lintHardware.js";
import {formatCount} from "../explainer/format.js";
import {alignColumns, escapeMarkdownLine, leftTable} from "../explainer/textTable.js";
import {visibleText} from "../explainer/visibleText.js";

/** A check as plain text: what was counted, exceptions, then a line for each file that cannot be read and each finding. */
export function checkText(check: CatalogCheck): string {
  const lines = [
    ...alignColumns(countRows(check.census), "left"),
    ...section("Exceptions", exceptionLines(check.census)),
    ...section("Mistakes", check.problems.map(formatProblem)),
    ...section("Findings", check.findings.map(findingLine)),
    "",
    verdict(check),
  ];
  return `${lines.map(visibleText).join("\n")}\n`;
}

/** A check as GitHub-flavoured Markdown. */
export function checkMarkdown(check: CatalogCheck): string {
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", `## ${title}`, "", ...lines.map((line) => `- ${escapeMarkdownLine(line)}`)];
  const lines = [
    ...leftTable([["what", "count", "of which"], ...countRows(check.census)]),
    ...list("Exceptions", exceptionLines(check.census)),
    ...list("Mistakes", check.problems.map(formatProblem)),
    ...list("Findings", check.findings.map(findingLine)),
    "",
    verdict(check),
  ];
  return `${lines.join("\n")}\n`;
}

/** A check as plain data. */
export function checkJson({census, problems, findings}: CatalogCheck): object {
  const {accelerators, byTier, unsolvable, byArchitecture, bySourceKind, cloud, ...counts} = census;
  return {
    kind: "check",
    clean: problems.length + findings.length === 0,
    hardware: {count: accelerators, byTier: Object.fromEntries(byTier), notSolvable: unsolvable},
    models: {count: counts.models, byArchitecture: Object.fromEntries(byArchitecture)},
    calibrations: {count: counts.calibrations},
    figures: {
      count: counts.figures,
      bySourceKind: Object.fromEntries(bySourceKind),
      disputed: counts.disputed,
      undated: counts.undated,
    },
    vendorDocuments: {tier: "cloud", ...cloud, share: vendorShare(census), least: leastVendorShare},
    sources: counts.sources,
    exceptions: counts.exceptions,
    problems,
    findings,
  };
}

function countRows(census: Census): string[][] {
  const sourced = census.bySourceKind.reduce((sum, [, count]) => sum + count, 0);
  const share = vendorShare(census);
  const {sources, cloud} = census;
  const unsolvable = census.unsolvable === 0 ? [] : [`${census.unsolvable} with too little published for a solve`];
  const rows: (readonly [word: string, count: number, further: readonly string[]])[] = [
    ["accelerators", census.accelerators, [...counted(census.byTier), ...unsolvable]],
    ["models", census.models, counted(census.byArchitecture)],
    ["calibrations", census.calibrations, []],
    ["figures", census.figures, [`${percent(sourced / census.figures)} with a source of a stated kind`]],
    ...census.bySourceKind.map(([kind, count]) => [`  ${kind.replaceAll("-", " ")}`, count, []] as const),
    ["  on which sources disagree", census.disputed, []],
    [
      "  without a date of access",
      census.undated.figures,
      [`${formatCount(census.undated.withAddress)} of documents whose address is stated`],
    ],
    [
      "figures of tier cloud",
      cloud.figures,
      share === null
        ? []
        : [`${percent(share)} rest on a document of the vendor (expected: ${percent(leastVendorShare)} or more)`],
    ],
    [
      "sources",
      sources.count,
      [`${sources.read} read themselves, on which ${formatCount(sources.figuresRead)} figures rest`],
    ],
    ["exceptions", census.exceptions.length, []],
  ];
  return rows
    .filter(([word, count]) => count > 0 || word === "exceptions")
    .map(([word, count, further]) => [word, formatCount(count), further.join(", ")]);
}

function counted(counts: readonly Count[]): string[] {
  return counts.map(([word, count]) => `${formatCount(count)} ${word}`);
}

function exceptionLines({exceptions}: Census): string[] {
  return exceptions.map(({file, line, rule, figure, reason}) => `${file}:${line} ${figure}: ${reason} [${rule}]`);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

function verdict({problems, findings}: CatalogCheck): string {
  if (problems.length + findings.length === 0) return "No mistakes, no findings.";
  const count = (list: readonly unknown[], word: string): string[] =>
    list.length === 0 ? [] : [`${formatCount(list.length)} ${word}${list.length === 1 ? "" : "s"}`];
  return `${[...count(problems, "mistake"), ...count(findings, "finding")].join(", ")}.`;
}

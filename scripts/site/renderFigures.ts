import type {Figure, OtherFigure, Source} from "../../lib/catalog/types.js";
import type {FigureGroup, ItemFigure} from "../../lib/explore/itemFigures.js";
import {valueText} from "../../lib/explore/itemFigures.js";
import {provenanceCounts, provenanceSentence} from "../../lib/explore/provenanceCounts.js";
import {escapeHtml} from "./escapeHtml.js";

/**
 * The figures of an item as a table, each with the number of its source, how it follows from that, and what others say; the
 * sources in a list below.
 */
export function renderFigures(name: string, groups: readonly FigureGroup[]): string {
  const sources = numberSources(groups);
  const hasRemarks = groups.some(({figures}) =>
    figures.some(({figure}) => figure !== null && remarks(figure, sources).length > 0),
  );
  const columns = hasRemarks ? 3 : 2;
  const bodies = groups.map(
    ({title, figures}) =>
      `<tbody>\n<tr class="group"><th colspan="${columns}" scope="rowgroup">${escapeHtml(title)}</th></tr>\n${figures.map((figure) => renderRow(figure, sources, hasRemarks)).join("\n")}\n</tbody>`,
  );
  const list = Array.from(
    sources.values(),
    ({source, number}) => `<li id="source-${number}">${renderSource(source)}</li>`,
  );
  return `<p>${escapeHtml(provenanceSentence(provenanceCounts(groups)))}</p>
<table class="item-figures${hasRemarks ? "" : " narrow"}"><caption class="visually-hidden">Figures of ${escapeHtml(name)}</caption>
<thead><tr><th scope="col">Figure</th><th scope="col" class="number">Value</th>${hasRemarks ? `<th scope="col">How it comes about</th>` : ""}</tr></thead>
${bodies.join("\n")}
</table>
<h3 id="sources">Sources</h3>
<ol class="item-sources">
${list.join("\n")}
</ol>`;
}

/** The sources of a table with their numbers: the same title, address and day are one source, whichever figure names it. */
type Sources = ReadonlyMap<string, {readonly source: Source; readonly number: number}>;

const keyOf = (source: Source): string => JSON.stringify(source);

/** The sources in the order in which the table comes to them, those of values that are not used included. */
function numberSources(groups: readonly FigureGroup[]): Sources {
  const sources = new Map<string, {readonly source: Source; readonly number: number}>();
  for (const {figure} of groups.flatMap((group) => group.figures)) {
    for (const {source} of figure === null ? [] : [figure, ...figure.others]) {
      const key = keyOf(source);
      if (!sources.has(key)) sources.set(key, {source, number: sources.size + 1});
    }
  }
  return sources;
}

function renderRow({label, value, written, figure}: ItemFigure, sources: Sources, hasRemarks: boolean): string {
  const head = `<th scope="row">${escapeHtml(label)}</th>`;
  const asWritten = written === null ? "" : ` <span class="written">${escapeHtml(written)}</span>`;
  const cell =
    figure === null
      ? `<td class="number missing">${escapeHtml(value)}</td>`
      : `<td class="number">${escapeHtml(value)}${asWritten} ${reference(figure, sources)}</td>`;
  const last = hasRemarks ? `<td>${figure === null ? "" : remarks(figure, sources).join("")}</td>` : "";
  return `<tr>${head}${cell}${last}</tr>`;
}

/** "[1, p. 2]", a link to the source in the list. */
function reference({source, at}: Pick<Figure, "source" | "at">, sources: Sources): string {
  const {number} = sources.get(keyOf(source))!;
  const place = at === null ? "" : `, ${at}`;
  return `<a class="reference" href="#source-${number}" title="${escapeHtml(source.title)}">[${number}${escapeHtml(place)}]</a>`;
}

function remarks(figure: Figure, sources: Sources): readonly string[] {
  const {derivation, note, others} = figure;
  return [
    ...(derivation === null ? [] : [`<p>${sentence(derivation)}</p>`]),
    ...(note === null ? [] : [`<p class="note">${sentence(note)}</p>`]),
    ...others.map((other) => renderOther(other, figure, sources)),
  ];
}

function renderOther(other: OtherFigure, figure: Figure, sources: Sources): string {
  const value = valueText({...other, unit: figure.unit});
  return `<p class="other">Not used: ${escapeHtml(value)} ${reference(other, sources)}. ${sentence(other.reason)}</p>`;
}

/** A remark of a file as a sentence. */
function sentence(text: string): string {
  const raised = /^[a-z]+(?:[ ,]|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return escapeHtml(/[.!?]$/.test(raised) ? raised : `${raised}.`);
}

function renderSource({title, url, accessed, kind}: Source): string {
  const name = escapeHtml(title);
  const about = `${kind.replaceAll("-", " ")}${accessed === null ? "" : `, read ${accessed}`}`;
  return `${url === null ? name : `<a href="${escapeHtml(url)}" rel="noopener">${name}</a>`} <span class="muted">(${escapeHtml(about)})</span>`;
}

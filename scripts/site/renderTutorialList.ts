import {escapeHtml} from "./escapeHtml.js";
import type {Tutorial} from "./readTutorials.js";

/** The index of tutorials, as a Markdown page holds it in place of `<!-- tutorials -->`. */
export function renderTutorialList(tutorials: Tutorial[]): string {
  const items = tutorials.map(({path, title, subtitle, description, level, categories = []}) => {
    const kicker = [level, ...categories].filter((part) => part !== undefined);
    return `<li>
<h2><a href="${path}">${escapeHtml(title)}</a></h2>
${subtitle === undefined ? "" : `<p class="subtitle">${escapeHtml(subtitle)}</p>`}
${description === undefined ? "" : `<p>${escapeHtml(description)}</p>`}
${kicker.length > 0 ? `<p class="kicker">${kicker.map((part) => `<span>${escapeHtml(part)}</span>`).join(" ")}</p>` : ""}
</li>`;
  });
  return `<ol class="tutorial-list">\n${items.join("\n")}\n</ol>\n`;
}

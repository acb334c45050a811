import {escapeHtml} from "./escapeHtml.js";
import {readFrontMatter} from "./readFrontMatter.js";
import type {FrontMatter} from "./readFrontMatter.js";

/** The site's parts, in the order in which a newcomer wants them. */
const links = [
  {path: "/tutorials/", name: "Tutorials", within: "/tutorials/"},
  {path: "/catalog/hardware", name: "Hardware", within: "/catalog/hardware"},
  {path: "/catalog/models", name: "Models", within: "/catalog/models"},
  {path: "/catalog/timeline", name: "Timeline", within: "/catalog/timeline"},
  {path: "/about", name: "Method", within: "/about"},
  {path: "/accuracy", name: "Accuracy", within: "/accuracy"},
];

/** The running head of every page, and the title block of those whose front matter has a title. */
export function renderHeader({path}: {path: string}): string {
  return `${renderNavigation(path)}\n${renderTitle(readFrontMatter(path))}`;
}

function renderNavigation(path: string): string {
  const items = links.map(({path: href, name, within}) => {
    const current = path.replace(/index$/, "") === href ? ` aria-current="page"` : "";
    const here = path.startsWith(within) ? ` class="here"` : "";
    return `<li><a href="${href}"${here}${current}>${name}</a></li>`;
  });
  const home = path === "/index" ? ` aria-current="page"` : "";
  return `<a class="skip" href="#observablehq-main">Skip to the text</a>
<nav class="site-nav" aria-label="Site">
<a class="site-name" href="/"${home}>Regime Shift</a>
<ul>${items.join("")}</ul>
</nav>`;
}

function renderTitle({title, subtitle, description, level, categories = []}: FrontMatter): string {
  if (title === undefined) return "";
  const kicker = [level, ...categories].filter((part) => part !== undefined);
  return `<div class="page-title">
${kicker.length > 0 ? `<p class="kicker">${kicker.map((part) => `<span>${escapeHtml(part)}</span>`).join(" ")}</p>` : ""}
<h1>${escapeHtml(title)}</h1>
${subtitle === undefined ? "" : `<p class="subtitle">${escapeHtml(subtitle)}</p>`}
${description === undefined ? "" : `<p class="lede">${escapeHtml(description)}</p>`}
</div>`;
}

import {katex} from "@mdit/plugin-katex";
import {escapeHtml} from "./escapeHtml.js";
import type {Items} from "./readItems.js";
import {readTutorials} from "./readTutorials.js";
import {itemParts, renderAbove} from "./renderItem.js";
import {renderTutorialList} from "./renderTutorialList.js";

type MarkdownIt = Parameters<typeof katex>[0];
type CoreState = Parameters<Parameters<MarkdownIt["core"]["ruler"]["push"]>[1]>[0];
type Token = CoreState["tokens"][number];

/**
 * Extends the pages' Markdown: mathematics as \(…\) and \[…\], set at build as MathML, which needs neither fonts nor script
 * (dollar signs would collide with prices and with Framework's ${…}); tables that scroll in a box of their own; the list
 * of tutorials, wherever a page says `<!-- tutorials -->`; and on the page of an item of the catalog what is known of it, in
 * place of `<!-- item:title -->` and its like.
 */
export function extendMarkdown(md: MarkdownIt, items: Items): MarkdownIt {
  md.use(katex, {
    delimiters: "brackets",
    output: "mathml",
    strict: "ignore",
    // The plugin renders a parse error in red and goes on; a page with broken mathematics must not be published.
    transformer: (html: string) => {
      if (html.includes("katex-error"))
        throw new Error(`invalid mathematics: ${/title="([^"]*)"/.exec(html)?.[1] ?? html}`);
      return html;
    },
  });
  md.renderer.rules["table_open"] = () =>
    `<div class="table-scroll" role="group" aria-label="Table" tabindex="0">\n<table>\n`;
  md.renderer.rules["table_close"] = () => `</table>\n</div>\n`;
  md.core.ruler.after("block", "tutorials", ({tokens}) => {
    for (const token of tokens) {
      if (token.type === "html_block" && token.content.trim() === "<!-- tutorials -->") {
        token.content = renderTutorialList(readTutorials());
      }
    }
  });
  // Last of all: what the catalog's files say is no Markdown, and no cell.
  md.core.ruler.push("items", (state) => {
    const {path} = state.env as {readonly path: string};
    state.tokens = state.tokens.flatMap((token): Token[] => {
      const part = token.type === "html_block" ? /^<!-- item:(\w+) -->$/.exec(token.content.trim())?.[1] : undefined;
      if (part === undefined) return [token];
      const item = items.at(path);
      // The preview answers what does not exist with its page for that.
      if (item === undefined) throw Object.assign(new Error(`Not found: ${path}`), {code: "ENOENT"});
      if (part === "title") {
        // A heading among the tokens is where Framework looks for a page's title.
        return [
          html(state, `<div class="page-title">\n${renderAbove(item)}`),
          ...heading(state, item.name),
          html(state, `<p class="lede">${escapeHtml(item.description)}</p>\n</div>`),
        ];
      }
      const render = itemParts[part];
      if (render === undefined) {
        const known = ["title", ...Object.keys(itemParts)].join(", ");
        throw new Error(`${path}: no part of an item is called "${part}"; expected one of ${known}`);
      }
      return [html(state, render(item, items))];
    });
  });
  return md;
}

function html({Token}: CoreState, content: string): Token {
  return Object.assign(new Token("html_block", "", 0), {content: `${content}\n`});
}

function heading({Token}: CoreState, content: string): Token[] {
  const text = Object.assign(new Token("text", "", 0), {content});
  return [
    Object.assign(new Token("heading_open", "h1", 1), {markup: "#"}),
    Object.assign(new Token("inline", "", 0), {content, children: [text]}),
    Object.assign(new Token("heading_close", "h1", -1), {markup: "#"}),
  ];
}

import {katex} from "@mdit/plugin-katex";
import {readTutorials} from "./readTutorials.js";
import {renderTutorialList} from "./renderTutorialList.js";

type MarkdownIt = Parameters<typeof katex>[0];

/**
 * Extends the pages' Markdown: mathematics as \(…\) and \[…\], set at build as MathML, which needs neither fonts nor script
 * (dollar signs would collide with prices and with Framework's ${…}); tables that scroll in a box of their own; and the list
 * of tutorials, wherever a page says `<!-- tutorials -->`.
 */
export function extendMarkdown(md: MarkdownIt): MarkdownIt {
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
  return md;
}

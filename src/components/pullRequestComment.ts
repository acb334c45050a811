import {html} from "./element.js";
import {renderedMarkdown} from "./pullRequestMarkdown.js";

/** A comment of which the text may change. */
export interface CommentView {
  readonly element: HTMLElement;
  /** Shows another text; what a reader has unfolded stays so. */
  show(markdown: string): void;
}

/** A comment on a pull request in a frame like GitHub's, made of its Markdown. */
export function commentView(): CommentView {
  const body = html("div", {class: "pr-comment-body"});
  const head = html(
    "div",
    {class: "pr-comment-head"},
    html("strong", {}, "regime-shift"),
    html("span", {class: "pr-bot"}, "bot"),
    " commented",
  );
  const element = html("article", {class: "pr-comment", "aria-label": "Comment on the pull request"}, head, body);
  let shown: string | null = null;
  return {
    element,
    show(markdown) {
      if (markdown === shown) return;
      shown = markdown;
      const wereOpen = Array.from(body.querySelectorAll("details"), ({open}) => open);
      body.replaceChildren(renderedMarkdown(markdown));
      body.querySelectorAll("details").forEach((details, index) => {
        details.open = wereOpen[index] ?? false;
      });
    },
  };
}

/** The same for a text that stays. */
export function pullRequestComment(markdown: string): HTMLElement {
  const view = commentView();
  view.show(markdown);
  return view.element;
}

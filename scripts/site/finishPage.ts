/** What a page's HTML needs besides its own text. */
export interface FinishOptions {
  /** Published (hashed) file names by the name that the source gives them, such as "style/fonts/x.woff2". */
  publishedFiles: Map<string, string>;
}

/**
 * Rewrites a page that Framework built: accessible, and the same bytes from the same commit.
 *
 * Each rewrite that every page needs throws where it finds nothing to rewrite, so that an upgrade of Framework cannot undo
 * it silently.
 */
export function finishPage(html: string, {publishedFiles}: FinishOptions): string {
  const always = (pattern: RegExp, replacement: string): void => {
    const before = html;
    html = html.replace(pattern, replacement);
    if (html === before) throw new Error(`expected to find ${String(pattern)}; has Framework's page template changed?`);
  };

  always(/<html>/, `<html lang="en">`);
  // Readers with weak eyes must be able to zoom.
  always(/(<meta name="viewport" content="[^"]*?), maximum-scale=1"/, `$1"`);
  always(/<main id="observablehq-main"/, `<main id="observablehq-main" tabindex="-1"`);
  html = html.replace(/<aside id="observablehq-toc"([^>]*)>\s*<nav>\s*<\/nav>\s*<\/aside>/, "");
  // Known here once and for all; in CSS, `:has` would ask it again at each change of the page.
  if (html.includes(`<aside id="observablehq-toc"`)) {
    html = html.replace(`<div id="observablehq-center">`, `<div id="observablehq-center" class="with-contents">`);
  }
  html = html.replace(
    /<aside id="observablehq-toc"([^>]*)>\s*<nav>/,
    `<aside id="observablehq-toc"$1>\n<nav aria-label="On this page">`,
  );
  html = html.replace(/(<footer id="observablehq-footer">\s*)<nav>/, `$1<nav aria-label="Previous and next page">`);
  // A heading's anchor is the heading itself: no second stop for the keyboard.
  html = html.replace(/(<a class="observablehq-header-anchor")/g, `$1 tabindex="-1"`);
  // What scrolls sideways must be reachable by keyboard.
  html = html.replace(/<pre(?=[ >])(?![^>]*tabindex)/g, `<pre tabindex="0"`);
  html = html.replace(/<p class=(["'])katex-block\1/g, `<p class="katex-block" tabindex="0"`);
  // The time at which an attachment was built is nobody's concern, and makes two builds differ.
  html = html.replace(/"lastModified":\d+(?:\.\d+)?,?/g, "");
  html = html.replace(/(_file\/)(style\/fonts\/[\w-]+\.woff2)(?="\))/g, (_, folder: string, name: string) => {
    const published = publishedFiles.get(name);
    if (published === undefined) throw new Error(`${name}: the font was not published`);
    return folder + published;
  });
  return html;
}

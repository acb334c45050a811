import {escapeHtml} from "./escapeHtml.js";
import {readFrontMatter} from "./readFrontMatter.js";
import type {Items} from "./readItems.js";

const tagline = "Why did this change make my ML workload faster, or not?";

/** The two faces of the text font; the bold weights are axes of the same files. */
const faces = [
  {file: "source-serif-4-latin-wght-normal", style: "normal", rel: "preload"},
  {file: "source-serif-4-latin-wght-italic", style: "italic", rel: "prefetch"},
];

/**
 * The page's own part of <head>: description and Open Graph from the front matter (of an item's page from the catalog), icon,
 * fonts.
 *
 * The fonts are declared here, not in the stylesheet, for Framework's CSS bundler takes no font files. A <link> makes
 * Framework publish the file under a hashed name; the path in @font-face is the one that the preview serves, and the build
 * puts the hashed one in its place (see finishPage).
 */
export function renderHead({title, path}: {title: string | null; path: string}, items: Items): string {
  const {description = tagline} = items.at(path) ?? readFrontMatter(path);
  const up = "../".repeat(path.split("/").length - 2) || "./";
  const meta = [
    `<meta name="description" content="${escapeHtml(description)}">`,
    `<meta property="og:site_name" content="Regime Shift">`,
    `<meta property="og:type" content="${path.startsWith("/tutorials/") ? "article" : "website"}">`,
    `<meta property="og:title" content="${escapeHtml(title ?? "Regime Shift")}">`,
    `<meta property="og:description" content="${escapeHtml(description)}">`,
    `<meta name="twitter:card" content="summary">`,
    `<link rel="icon" type="image/svg+xml" href="/style/icon.svg">`,
  ];
  const fonts = faces.map(
    ({file, rel}) => `<link rel="${rel}" as="font" type="font/woff2" crossorigin href="/style/fonts/${file}.woff2">`,
  );
  const rules = faces.map(
    ({file, style}) =>
      `@font-face{font-family:"Source Serif 4";font-style:${style};font-weight:200 900;font-display:swap;` +
      `src:url("${up}_file/style/fonts/${file}.woff2") format("woff2")}`,
  );
  return [...meta, ...fonts, `<style>${rules.join("")}</style>`].join("\n");
}

import {extendMarkdown} from "./scripts/site/markdown.js";
import {itemPaths, readItems} from "./scripts/site/readItems.js";
import {readTutorials} from "./scripts/site/readTutorials.js";
import {renderHead} from "./scripts/site/renderHead.js";
import {renderHeader} from "./scripts/site/renderHeader.js";

const items = readItems();

// The default export is Framework's contract.
export default {
  root: "src",
  output: "dist",
  title: "Regime Shift",
  // The order of reading: the pager's, and with it the course's.
  pages: [
    {
      name: "Tutorials",
      path: "/tutorials/",
      pages: readTutorials().map(({title, path}) => ({name: title, path})),
    },
    {
      name: "Catalog",
      pages: [
        {name: "Hardware", path: "/catalog/hardware"},
        {name: "Models", path: "/catalog/models"},
        {name: "Timeline", path: "/catalog/timeline"},
      ],
    },
    {name: "Method", path: "/about"},
    {name: "Accuracy", path: "/accuracy"},
  ],
  // A page for each item of the catalog, made from src/catalog/hardware/[id].md and src/catalog/models/[id].md.
  dynamicPaths: itemPaths(items),
  // The running head (renderHeader) takes the sidebar's place: on a phone the text comes first.
  sidebar: false,
  toc: {show: true, label: "On this page"},
  pager: true,
  search: false,
  // Any static host can serve the pages, also one that does not know that /about means /about.html.
  preserveExtension: true,
  style: "style/index.css",
  globalStylesheets: [],
  head: (page: Parameters<typeof renderHead>[0]) => renderHead(page, items),
  header: renderHeader,
  // Framework's own footer holds the date, and two builds of one commit would differ.
  footer:
    'Every number on these pages is computed by the engine that the course explains; every figure of the catalog has its source. Text and code: <a href="https://www.apache.org/licenses/LICENSE-2.0">Apache-2.0</a>.',
  typographer: true,
  linkify: false,
  markdownIt: (md: Parameters<typeof extendMarkdown>[0]) => extendMarkdown(md, items),
};

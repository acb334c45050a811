// Loaded into Framework's process before anything else. Framework parses each page's head, header, body and footer several
// times over with jsdom, and each time has it make a whole window, which takes longer than the parsing. All that it asks of the
// window is the document: here one window parses them all. With a page for each item of the catalog that is a third of a build.
import {createRequire} from "node:module";

// Framework's own jsdom, which need not be the one that is installed beside it.
const framework = createRequire(import.meta.url).resolve("@observablehq/framework/dist/bin/observable.js");
const jsdom = createRequire(framework)("jsdom");
const {DOMParser} = new jsdom.JSDOM("").window;

// Called with `new`, a function may return what it likes.
jsdom.JSDOM = function JSDOM(html) {
  return {window: {document: new DOMParser().parseFromString(html, "text/html")}};
};

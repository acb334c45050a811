import {existsSync, readFileSync, statSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {JSDOM} from "jsdom";
import {importsOf} from "./importsOf.js";
import {listFiles} from "./listFiles.js";

/**
 * Looks for what Framework builds without complaint: cells that do not parse, links and fragments that lead nowhere,
 * imports that are missing, and anything that a browser would fetch from another host. Returns one line per defect.
 */
export function checkSite(folder: string): string[] {
  const defects: string[] = [];
  // One window for all: making one takes longer than parsing a page.
  const parser = new new JSDOM("").window.DOMParser();
  const pages = new Map(
    listFiles(folder, ".html").map((file) => [file, parser.parseFromString(readFileSync(file, "utf8"), "text/html")]),
  );

  for (const [file, document] of pages) {
    const name = relative(folder, file).split(sep).join("/");
    const report = (defect: string): void => void defects.push(`${name}: ${defect}`);

    for (const element of document.querySelectorAll(".observablehq--error")) report(element.textContent.trim());
    if (document.querySelectorAll("h1").length !== 1)
      report("expected one h1, from the front matter's title or from the text");
    if (!document.querySelector("meta[name=description][content]")) report("expected a description");

    // The 404 page is served at any address, and names the site's root in <base>.
    const base = new URL(`http://site/${name === "404.html" ? "" : name}`);
    for (const element of document.querySelectorAll("[href], [src]")) {
      if (element.tagName === "BASE") continue;
      const link = element.getAttribute("href") ?? element.getAttribute("src") ?? "";
      const url = new URL(link, base);
      if (url.protocol !== "http:" && url.protocol !== "https:") continue;
      if (url.host !== base.host) {
        if (element.tagName !== "A") report(`${element.tagName.toLowerCase()} from another host: ${link}`);
        continue;
      }
      const target = findTarget(folder, url.pathname);
      if (target === undefined) {
        report(`dead link: ${link}`);
      } else if (url.hash.length > 1 && target.endsWith(".html")) {
        const id = decodeURIComponent(url.hash.slice(1));
        if (!pages.get(target)?.getElementById(id)) report(`dead fragment: ${link}`);
      }
    }
    for (const script of document.querySelectorAll("script:not([src])")) {
      for (const link of importsOf(script.textContent)) {
        if (isRemote(link)) report(`import from another host: ${link}`);
        else if (isRelative(link) && !findTarget(folder, new URL(link, base).pathname)) report(`dead import: ${link}`);
      }
    }
  }

  for (const file of listFiles(folder, ".js")) {
    const name = relative(folder, file).split(sep).join("/");
    for (const link of importsOf(readFileSync(file, "utf8"))) {
      if (isRemote(link)) defects.push(`${name}: import from another host: ${link}`);
      // Framework's own client names every library that it could load; those in use are checked where they are used.
      else if (name.startsWith("_observablehq/")) continue;
      else if (isRelative(link) && !findTarget(folder, new URL(link, `http://site/${name}`).pathname)) {
        defects.push(`${name}: dead import: ${link}`);
      }
    }
  }
  for (const file of listFiles(folder, ".css")) {
    for (const [, link] of readFileSync(file, "utf8").matchAll(
      /(?:url\(|@import\s+)\s*["']?((?:https?:)?\/\/[^"')]+)/g,
    )) {
      defects.push(`${relative(folder, file)}: style from another host: ${link}`);
    }
  }
  return defects;
}

function findTarget(folder: string, pathname: string): string | undefined {
  const path = join(folder, decodeURIComponent(pathname));
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "index.html") : path;
  return existsSync(file) ? file : undefined;
}

function isRelative(link: string): boolean {
  return /^\.\.?\//.test(link);
}

function isRemote(link: string): boolean {
  return /^(?:https?:)?\/\//.test(link);
}

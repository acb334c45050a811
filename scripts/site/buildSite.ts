import {readFileSync, writeFileSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {bundleSite} from "./bundle/bundleSite.js";
import {checkSite} from "./checkSite.js";
import {fillPackageCache} from "./fillPackageCache.js";
import {finishPage} from "./finishPage.js";
import {linkSources} from "./linkSources.js";
import {listFiles} from "./listFiles.js";
import {clearLoaderOutput} from "./loaders.js";
import {output, root} from "./paths.js";
import {runFramework} from "./runFramework.js";

/** Builds the site into dist/, and throws where a page is broken though Framework says nothing. */
export async function buildSite(): Promise<void> {
  linkSources();
  clearLoaderOutput();
  await fillPackageCache();
  await runFramework(["build"]);

  const files = join(output, "_file");
  const publishedFiles = new Map(
    listFiles(files, ".woff2").map((file) => {
      const name = relative(files, file).split(sep).join("/");
      return [name.replace(/\.[0-9a-f]{8}(?=\.woff2$)/, ""), name];
    }),
  );
  for (const file of listFiles(output, ".html")) {
    writeFileSync(file, finishPage(readFileSync(file, "utf8"), {publishedFiles}));
  }

  await bundleSite(output, root);

  const defects = checkSite(output);
  if (defects.length > 0) throw new Error(`the site has ${defects.length} defect(s):\n${defects.join("\n")}`);
}

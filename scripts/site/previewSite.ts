import {utimesSync} from "node:fs";
import {join, relative} from "node:path";
import {fillPackageCache} from "./fillPackageCache.js";
import {generateRegistry} from "./generateRegistry.js";
import {linkSources} from "./linkSources.js";
import {clearLoaderOutput, touchLoaders} from "./loaders.js";
import {root} from "./paths.js";
import {readFrontMatter} from "./readFrontMatter.js";
import {readTutorials} from "./readTutorials.js";
import {startFramework} from "./runFramework.js";
import {watchFolders} from "./watchFolders.js";

/**
 * Serves the site with live reload. Framework itself watches pages, components, styles and the modules of lib/ that a page
 * imports; what it does not see is watched here: the catalog's sources, the code of the loaders, and front matter, from
 * which the navigation is made.
 */
export async function previewSite(args: string[]): Promise<void> {
  linkSources();
  clearLoaderOutput();
  await Promise.all([fillPackageCache(), generateRegistry()]);
  const preview = startFramework(["preview", "--no-open", ...args]);
  const stop = (): void => void preview.kill();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  preview.on("close", (code) => process.exit(code ?? 0));

  const data = join(root, "data");
  const isSource = (file: string): boolean => /\.(ya?ml|csv|json|ts)$/.test(file);
  watchFolders([data, join(root, "lib")], isSource, async (files) => {
    console.log(`changed: ${files.map((file) => relative(root, file)).join(", ")}`);
    if (files.some((file) => file.startsWith(data)) && !(await generateRegistry())) return;
    clearLoaderOutput();
    touchLoaders();
    // The pages of items are made from the catalog's files when the configuration is read.
    if (files.some((file) => /\.ya?ml$/.test(file))) touchConfiguration();
  });

  let navigation = describeNavigation();
  watchFolders([join(root, "src")], isPage, () => {
    const now = describeNavigation();
    if (now === navigation) return;
    navigation = now;
    touchConfiguration();
  });
}

/** Framework reads its configuration again, and reloads open pages, when that file is touched. */
function touchConfiguration(): void {
  utimesSync(join(root, "observablehq.config.ts"), new Date(), new Date());
}

const isPage = (file: string): boolean => file.endsWith(".md");

/** All that the configuration and the running head take from front matter; a page half written counts as no change. */
function describeNavigation(): string {
  try {
    const others = [
      "/index",
      "/about",
      "/404",
      "/tutorials/index",
      "/catalog/hardware",
      "/catalog/models",
      "/catalog/timeline",
    ];
    return JSON.stringify([readTutorials(), others.map(readFrontMatter)]);
  } catch (error) {
    return String(error);
  }
}

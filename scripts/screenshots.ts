/**
 * Photographs pages of the built site, whole, at both widths and in both colour schemes, for people to look at:
 * `npm run screenshots` takes all pages, `npm run screenshots -- index.html tutorials/` those named. A path may carry a query.
 * The pictures go to test/browser/screenshots/, or to the folder that --out names.
 */
import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {launchBrowser} from "../test/browser/launchBrowser.js";
import {listPages, serve} from "../test/browser/serve.js";
import {settle} from "../test/browser/settle.js";
import {views} from "../test/browser/views.js";
import {root} from "./site/paths.js";

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {out: {type: "string", default: join(root, "test", "browser", "screenshots")}},
});

mkdirSync(values.out, {recursive: true});
const [browser, site] = await Promise.all([launchBrowser(), serve()]);
try {
  for (const path of positionals.length > 0 ? positionals : listPages()) {
    for (const {name, width, height, colorScheme} of views) {
      const context = await browser.newContext({viewport: {width, height}, colorScheme, reducedMotion: "reduce"});
      const page = await context.newPage();
      await page.goto(new URL(path, site.url).href);
      await settle(page);
      const slug = path.replace(/\.html|\/$/g, "").replace(/[^\w-]+/g, "-") || "index";
      const file = join(values.out, `${slug}.${name}.png`);
      await page.screenshot({path: file, fullPage: true});
      console.log(file);
      await context.close();
    }
  }
} finally {
  await browser.close();
  await site.close();
}

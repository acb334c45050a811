/** Writes docs/home.png, the picture of README: the home page as a reader first sees it. Run `npm run build` before. */
import {join} from "node:path";
import {launchBrowser} from "../test/browser/launchBrowser.js";
import {serve} from "../test/browser/serve.js";
import {root} from "./site/paths.js";

const [site, browser] = await Promise.all([serve(), launchBrowser()]);
const page = await browser.newPage({viewport: {width: 1100, height: 1180}, colorScheme: "light"});
await page.goto(`${site.url}?batch=100`, {waitUntil: "networkidle"});
await page.screenshot({path: join(root, "docs", "home.png")});
await browser.close();
await site.close();

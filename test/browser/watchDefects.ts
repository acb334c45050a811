import type {Page} from "playwright-core";

/**
 * Notes what goes wrong in a page from here on: errors, errors on its console, answers of 400 and above, requests to another host. Call the result
 * at the end for the list, to which it adds the cells that show an error.
 */
export function watchDefects(page: Page, site: string): () => Promise<string[]> {
  const defects: string[] = [];
  page.on("pageerror", (error) => defects.push(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && defects.push(`console: ${message.text()}`));
  page.on("request", (request) => {
    const {protocol, origin} = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== new URL(site).origin) defects.push(`request: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) defects.push(`${response.status()}: ${response.url()}`);
  });
  return async () => {
    const cells = await page.locator(".observablehq--error").allTextContents();
    return [...defects, ...cells.map((text) => `cell: ${text}`)];
  };
}

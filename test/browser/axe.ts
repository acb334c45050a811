import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import type {Page} from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The part of axe's answer that a failing test prints. */
interface Violation {
  id: string;
  help: string;
  nodes: {html: string; failureSummary: string}[];
}

/** What a page, as it stands, does wrong by WCAG A and AA; none where nothing is found. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(source);
  return page.evaluate(async () => {
    const {axe} = window as unknown as {
      axe: {run(root: Document, options: unknown): Promise<{violations: Violation[]}>};
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const {violations} = await axe.run(document, {runOnly: {type: "tag", values: tags}});
    return violations.flatMap(({id, help, nodes}) =>
      nodes.map(({html, failureSummary}) => `${id}: ${help}\n${html}\n${failureSummary}`),
    );
  });
}

/**
 * The address of an item's page, as a page's Markdown or HTML is to give it. Framework leaves the extension out of a link and
 * puts it back where the rest has none; what follows the last dot of an id such as "llama-3.1-8b" it takes for one. Of two
 * extensions one stays, whatever the id.
 */
export function itemHref({path}: {readonly path: string}): string {
  return `${path}.html.html`;
}

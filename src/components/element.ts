/** Values of attributes; null and false leave an attribute out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;
/** What an element holds. */
export type Content = Node | string;

const svgNamespace = "http://www.w3.org/2000/svg";

/** Makes an SVG element; numbers are rounded to a hundredth of a pixel, which keeps pictures small and comparable. */
export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...content: readonly Content[]
): SVGElementTagNameMap[Name] {
  return furnish(document.createElementNS(svgNamespace, name), attributes, content);
}

/** Makes an HTML element. */
export function html<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Name] {
  return furnish(document.createElement(name), attributes, content);
}

/** Rounds to a hundredth. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function furnish<E extends Element>(element: E, attributes: Attributes, content: readonly Content[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(typeof value === "number" ? rounded(value) : value));
  }
  element.append(...content);
  return element;
}

/** What browsers take each part of a table for, as long as it is laid out as one. */
const roles = [
  ["thead, tbody", "rowgroup"],
  ["tr", "row"],
  ["thead th", "columnheader"],
  ["tbody th", "rowheader"],
  ["td", "cell"],
] as const;

/** Says of each part of a table what it is: some browsers forget it where a style sheet lays the parts out otherwise. */
export function nameRoles(table: HTMLTableElement): void {
  table.setAttribute("role", "table");
  for (const [selector, role] of roles) {
    for (const part of table.querySelectorAll(selector)) part.setAttribute("role", role);
  }
}

import {html} from "./element.js";

/** A line of a diff: on both sides, on one, or so many that are left out. */
export type DiffLine =
  | {readonly kind: "same" | "removed" | "added"; readonly text: string}
  | {readonly kind: "skipped"; readonly count: number};

/**
 * The lines of two texts, those of the longest common subsequence once, with so many unchanged lines about each change.
 */
export function lineDiff(before: string, after: string, context = 2): DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const all = aligned(old, now);
  const isNear = all.map((_, index) =>
    all.slice(Math.max(0, index - context), index + context + 1).some(({kind}) => kind !== "same"),
  );
  const lines: DiffLine[] = [];
  let skipped = 0;
  const skip = (): void => {
    if (skipped > 0) lines.push({kind: "skipped", count: skipped});
    skipped = 0;
  };
  all.forEach((line, index) => {
    if (isNear[index] === true) {
      skip();
      lines.push(line);
    } else skipped++;
  });
  skip();
  return lines;
}

type ChangedLine = Exclude<DiffLine, {kind: "skipped"}>;

function linesOf(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

function aligned(old: readonly string[], now: readonly string[]): ChangedLine[] {
  // common[i][j]: length of the longest common subsequence of old from i and now from j.
  const common = Array.from({length: old.length + 1}, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      common[i]![j] = old[i] === now[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const lines: ChangedLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({kind: "same", text: old[i]!});
      i++;
      j++;
    } else if (j === now.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push({kind: "removed", text: old[i]!});
      i++;
    } else {
      lines.push({kind: "added", text: now[j]!});
      j++;
    }
  }
  return lines;
}

/** A file of a pull request as a diff: its name, then the lines with their signs, which tell without colour. */
export function diffView(name: string, before: string, after: string): HTMLElement {
  const lines = lineDiff(before, after).map((line) => {
    switch (line.kind) {
      case "same":
        return html("span", {}, `  ${line.text}\n`);
      case "removed":
        return html("del", {}, `- ${line.text}\n`);
      case "added":
        return html("ins", {}, `+ ${line.text}\n`);
      case "skipped":
        return html("span", {class: "pr-skipped"}, `  … ${line.count} ${line.count === 1 ? "line" : "lines"}\n`);
    }
  });
  const label = `What the pull request changes in ${name}`;
  return html(
    "div",
    {class: "pr-diff"},
    html("div", {class: "pr-diff-head"}, name),
    html("pre", {tabindex: 0, role: "group", "aria-label": label}, ...lines),
  );
}

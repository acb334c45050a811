// @vitest-environment jsdom
import {desc, escape, table} from "arquero";
import {beforeEach, describe, expect, it, vi} from "vitest";
import {hardwareSheet} from "../../lib/explore/hardwareSheet.js";
import {modelSheet} from "../../lib/explore/modelSheet.js";
import {catalogTable} from "../../src/components/catalogTable.js";
import {catalogRows} from "./catalogRows.js";

const figures = catalogRows("figures");
const sheet = hardwareSheet(catalogRows("hardware"), figures);
const models = modelSheet(catalogRows("models"), figures);

/** The table in a page of this address. */
function open(query = "", of = sheet): HTMLElement {
  history.replaceState(null, "", `/catalog/hardware${query}`);
  const element = catalogTable(of, {table, desc, escape});
  document.body.replaceChildren(element);
  return element;
}

const shownRows = (element: HTMLElement) => {
  // Rows below the edge of the box come a little later.
  vi.advanceTimersByTime(20);
  return Array.from(element.querySelectorAll<HTMLElement>(".data-table tbody:not([hidden]) tr:not([hidden], .source)"));
};
const names = (element: HTMLElement) => shownRows(element).flatMap((row) => row.querySelector("th")?.textContent ?? []);
const head = (element: HTMLElement, label: string) =>
  Array.from(element.querySelectorAll<HTMLElement>(".data-table thead th")).find((th) =>
    th.textContent.startsWith(label),
  )!;
const column = (element: HTMLElement, label: string) => {
  const index = Array.from(element.querySelectorAll(".data-table thead th")).indexOf(head(element, label));
  return shownRows(element).map((row) => row.children[index]!.textContent);
};
const figure = (element: HTMLElement, name: string, label: string) => {
  const row = shownRows(element).find((tr) => tr.querySelector("th")?.textContent === name)!;
  const index = Array.from(element.querySelectorAll(".data-table thead th")).indexOf(head(element, label));
  return row.children[index]!.querySelector<HTMLButtonElement>("button.figure")!;
};
const bandwidth = sheet.columns.findIndex(({key}) => key === "bandwidth");
const input = (control: HTMLInputElement | HTMLSelectElement, value: string) => {
  control.value = value;
  control.dispatchEvent(new Event("input", {bubbles: true}));
};

beforeEach(() => {
  vi.useFakeTimers();
});

describe("dataTable", () => {
  it("shows every item once, in order of name, with units in the heads and what is missing in words", () => {
    const element = open();
    expect(names(element)).toEqual(
      sheet.items.map(({name}) => name).sort(new Intl.Collator("en", {numeric: true}).compare),
    );
    expect(head(element, "Bandwidth").textContent).toBe("Bandwidth TB/s");
    const row = names(element).indexOf("T4");
    expect(column(element, "bf16")[row]).toBe("not published");
    expect(column(element, "fp16")[row]).toBe("65");
    expect(element.textContent).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it("sorts by each column, both ways, what is missing always last", () => {
    const element = open();
    for (const {label, key, isDetail} of sheet.columns) {
      if (isDetail) continue;
      const button = head(element, label).querySelector("button")!;
      for (const _ of [1, 2]) {
        button.click();
        const direction = head(element, label).getAttribute("aria-sort");
        expect(direction).toMatch(/^(?:as|des)cending$/);
        expect(element.querySelectorAll("[aria-sort]")).toHaveLength(1);
        const index = sheet.columns.findIndex((one) => one.key === key);
        const values = names(element).map(
          (name) => sheet.items.find((item) => item.name === name)!.cells[index]!.value,
        );
        const present = values.filter((value) => value !== null);
        expect(values.slice(present.length).every((value) => value === null)).toBe(true);
        const sorted = present.toSorted((a, b) =>
          typeof a === "number" && typeof b === "number"
            ? a - b
            : String(a).localeCompare(String(b), "en", {numeric: true}),
        );
        expect(present).toEqual(direction === "ascending" ? sorted : sorted.toReversed());
      }
    }
  });

  it("leads from a name to the item's own page", () => {
    const link = (element: HTMLElement, name: string) =>
      Array.from(element.querySelectorAll<HTMLAnchorElement>(".data-table tbody th a")).find(
        ({textContent}) => textContent === name,
      );
    expect(link(open(), "H200 SXM")?.getAttribute("href")).toBe("./hardware/h200-sxm.html");
    expect(link(open("", models), "Qwen3-8B")?.getAttribute("href")).toBe("./models/qwen3-8b.html");
  });

  it("makes its rows once: a filter hides them and sorting moves them", () => {
    const element = open();
    const rows = new Set(shownRows(element));
    input(element.querySelector("input")!, "h100");
    head(element, "Power").querySelector("button")!.click();
    input(element.querySelector("input")!, "");
    expect(shownRows(element).every((row) => rows.has(row))).toBe(true);
    expect(shownRows(element)).toHaveLength(rows.size);
  });
});

describe("a figure", () => {
  it("opens its source below its row, and closes it again", () => {
    const element = open();
    const button = figure(element, "H100 SXM", "bf16");
    expect(button.getAttribute("aria-label")).toBe("989 TFLOP/s, source");
    button.click();
    const note = element.querySelector("tr.source")!;
    expect(note.previousElementSibling).toBe(button.closest("tr"));
    expect(button.getAttribute("aria-expanded")).toBe("true");
    expect(button.getAttribute("aria-controls")).toBe(note.id);
    const recorded = sheet.items.find(({id}) => id === "h100-sxm")!.cells[
      sheet.columns.findIndex(({key}) => key === "bf16")
    ]!.figure!;
    expect(note.textContent).toContain(`H100 SXM, bf16: ${recorded.text}`);
    expect(note.textContent).toContain(recorded.derivation ?? recorded.text);
    const link = note.querySelector("a")!;
    expect([link.text, link.href, link.rel]).toEqual([recorded.sourceTitle, recorded.sourceUrl, "noopener"]);
    button.click();
    expect(element.querySelector("tr.source")).toBeNull();
    expect(button.getAttribute("aria-expanded")).toBe("false");
  });

  it("is the only one open, keeps its note when rows move, and loses it with its row", () => {
    const element = open();
    figure(element, "T4", "Memory").click();
    const button = figure(element, "L4", "Memory");
    button.click();
    expect(element.querySelectorAll("tr.source")).toHaveLength(1);
    expect(element.querySelectorAll('[aria-expanded="true"]')).toHaveLength(1);
    head(element, "Power").querySelector("button")!.click();
    expect(element.querySelector("tr.source")!.previousElementSibling).toBe(button.closest("tr"));
    input(element.querySelector("input")!, "H200");
    expect(element.querySelector("tr.source")).toBeNull();
    expect(button.getAttribute("aria-expanded")).toBe("false");
  });

  it("takes the focus back when its note is left by Escape", () => {
    const element = open();
    const button = figure(element, "H100 SXM", "Power");
    button.click();
    element.querySelector("tr.source a")!.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}));
    expect(element.querySelector("tr.source")).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  it("has a source wherever it is a number, for every item of both tables", () => {
    for (const one of [sheet, models]) {
      for (const {name, cells} of one.items) {
        for (const [index, cell] of cells.entries()) {
          const {key, isNumeric} = one.columns[index]!;
          if (isNumeric && key !== "released" && !cell.isMissing) expect(cell.figure, `${name} ${key}`).not.toBeNull();
        }
      }
    }
  });
});

describe("filters", () => {
  it("narrow the table, say how much is left, and stand in the address beside other parameters", () => {
    const element = open("?utm=x");
    input(element.querySelectorAll("select")[0]!, "AMD");
    const amd = sheet.items.filter(({groups}) => groups["vendor"] === "AMD").map(({name}) => name);
    expect(names(element).toSorted()).toEqual(amd.toSorted());
    expect(element.querySelector(".count")!.textContent).toBe(`${amd.length} of ${sheet.items.length} accelerators`);
    input(element.querySelector("input")!, "325");
    vi.runAllTimers();
    expect(location.search).toBe("?utm=x&find=325&vendor=AMD");
    input(element.querySelector("input")!, "nothing of the kind");
    expect(shownRows(element).map((row) => row.textContent)).toEqual(["No accelerator matches."]);
    const all = Array.from(element.querySelectorAll("button")).find((button) => button.textContent === "Show all")!;
    all.click();
    expect(names(element)).toHaveLength(sheet.items.length);
    expect(all.hidden).toBe(true);
    vi.runAllTimers();
    expect(location.search).toBe("?utm=x");
  });

  it("find an item by its alias", () => {
    expect(names(open("?find=rtx4090"))).toEqual(["RTX 4090"]);
  });
});

describe("the address", () => {
  it("is reproduced by a link, and followed where the reader goes back", () => {
    const element = open("?sort=bandwidth&order=descending&vendor=NVIDIA&find=h");
    const bandwidths = names(element).map(
      (name) => sheet.items.find((item) => item.name === name)!.cells[bandwidth]!.value as number,
    );
    expect(bandwidths.length).toBeGreaterThan(3);
    expect(bandwidths).toEqual(bandwidths.toSorted((a, b) => b - a));
    expect(names(element)).toContain("H200 SXM");
    expect(element.querySelector("input")!.value).toBe("h");
    expect(element.querySelector("select")!.value).toBe("NVIDIA");
    history.replaceState(null, "", "/catalog/hardware?find=t4");
    window.dispatchEvent(new PopStateEvent("popstate"));
    expect(names(element)).toEqual(["T4"]);
  });

  it("that is malformed falls back to the defaults and says so", () => {
    const element = open("?sort=bandwith&vendor=Nvidiar&order=up&find=a&find=b");
    expect(names(element)).toHaveLength(sheet.items.length);
    expect(Array.from(element.querySelectorAll(".notice"), (notice) => notice.textContent)).toEqual([
      expect.stringMatching(
        /^Query parameter "sort": got "bandwith", expected name, .* \(did you mean "bandwidth"\?\)\. Showing the default instead\.$/,
      ),
      'Query parameter "order": got "up", expected ascending, descending. Showing the default instead.',
      'Query parameter "find": got 2 of them, expected a text of at most 100 characters. Showing the default instead.',
      expect.stringMatching(
        /^Query parameter "vendor": got "Nvidiar", expected AMD, .* \(did you mean "NVIDIA"\?\)\. Showing the default instead\.$/,
      ),
    ]);
  });
});

/** Ticks or clears the box of an item's row. */
const tick = (element: HTMLElement, name: string) => {
  const box = element.querySelector<HTMLInputElement>(`input[aria-label="Compare ${name}"]`)!;
  box.click();
  return box;
};
const side = (element: HTMLElement) => element.querySelector<HTMLElement>(".item-comparison")!;
/** The line of a property: its cells as text. */
const line = (element: HTMLElement, label: string) =>
  Array.from(
    Array.from(side(element).querySelectorAll("tbody tr"))
      .find((row) => row.firstElementChild?.textContent.startsWith(label))
      ?.querySelectorAll("td") ?? [],
    (td) => td.textContent,
  );
const compared = (element: HTMLElement) =>
  Array.from(side(element).querySelectorAll("thead .name"), ({textContent}) => textContent);

describe("side by side", () => {
  it("stand the ticked items, with ratios to the first, and the address says which", () => {
    const element = open();
    expect(side(element).textContent).toContain("Tick two to four accelerators");
    tick(element, "A100 SXM 80 GB");
    expect(side(element).textContent).toContain("Tick another accelerator");
    tick(element, "H100 SXM");
    expect(compared(element)).toEqual(["A100 SXM 80 GB", "H100 SXM"]);
    expect(line(element, "Bandwidth")).toEqual(["2.039", "3.351.64×"]);
    expect(line(element, "Vendor")).toEqual(["NVIDIA", "NVIDIA"]);
    vi.runAllTimers();
    expect(location.search).toBe("?compare=a100-sxm-80,h100-sxm");
    tick(element, "A100 SXM 80 GB");
    expect(compared(element)).toEqual(["H100 SXM"]);
  });

  it("say in words what is not published, and what none of them states", () => {
    const element = open("?compare=h100-sxm,t4");
    expect(line(element, "bf16")[1]).toBe("not published");
    expect(side(element).querySelector(".absent")!.textContent).toMatch(
      /^Left out, because none of them states it: .+\.$/,
    );
    expect(element.textContent).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it("are four at most: a fifth is refused, with a notice that goes when there is room", () => {
    const element = open("?compare=a10,a30,a40,t4");
    const box = tick(element, "H100 SXM");
    expect(box.checked).toBe(false);
    expect(element.querySelector(".notice")!.textContent).toMatch(/^4 are compared already/);
    expect(compared(element)).toHaveLength(4);
    tick(element, "T4");
    expect(element.querySelector(".notice")).toBeNull();
    expect(tick(element, "H100 SXM").checked).toBe(true);
  });

  it("are held against another, or removed, by buttons, and the focus stays near", () => {
    const element = open("?compare=a100-sxm-80,h100-sxm,h200-sxm");
    const press = (name: string) => {
      side(element).querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)!.click();
      expect(document.activeElement).toBe(side(element).querySelector("h2"));
    };
    press("Make first: H100 SXM");
    expect(compared(element)).toEqual(["H100 SXM", "A100 SXM 80 GB", "H200 SXM"]);
    expect(line(element, "Bandwidth")[1]).toBe("2.0390.609×");
    press("Remove A100 SXM 80 GB");
    expect(compared(element)).toEqual(["H100 SXM", "H200 SXM"]);
    expect(element.querySelector<HTMLInputElement>('input[aria-label="Compare A100 SXM 80 GB"]')!.checked).toBe(false);
  });

  it("lead to the same two in a workload, or to the page that runs a model of any kind", () => {
    const links = (element: HTMLElement) =>
      Array.from(side(element).querySelectorAll("a.home"), (link) => link.getAttribute("href"));
    expect(links(open("?compare=a100-sxm-80,h200-sxm"))).toEqual([
      "../index.html?baseline=h100-sxm&proposal=a100-sxm-80",
      "../index.html?baseline=a100-sxm-80&proposal=h200-sxm",
    ]);
    expect(links(open("?compare=qwen3-8b,resnet-50", models))).toEqual([
      "../index.html?model=qwen3-8b",
      "../index.html?model=resnet-50",
    ]);
  });

  it("open their sources, each with the column's name", () => {
    const element = open("?compare=a100-sxm-80,h100-sxm");
    const row = Array.from(side(element).querySelectorAll("tbody tr")).find((tr) =>
      tr.textContent.startsWith("Bandwidth"),
    )!;
    row.querySelectorAll<HTMLButtonElement>("button.figure")[1]!.click();
    expect(row.nextElementSibling?.textContent).toContain("H100 SXM, Bandwidth: 3.35 TB/s");
  });
});

describe("a disputed figure", () => {
  it("says what other sources state and why that is not used", () => {
    const disputed = catalogRows("figures").filter(({item, path}) => item === "t4" && path === "power");
    const other = {...disputed[0], text: "75 W", sourceTitle: "A forum", unusedBecause: "no datasheet"};
    const element = open("", hardwareSheet(catalogRows("hardware"), [...figures, other]));
    figure(element, "T4", "Power").click();
    const note = element.querySelector("tr.source")!.textContent;
    expect(note).toContain("Other sources say:");
    expect(note).toMatch(/75 W, by A forum \(.*\); not used: no datasheet/);
  });
});

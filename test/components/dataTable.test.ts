// @vitest-environment jsdom
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
  const element = catalogTable(of);
  document.body.replaceChildren(element);
  return element;
}

const names = (element: HTMLElement) => Array.from(element.querySelectorAll("tbody th"), (th) => th.textContent);
const head = (element: HTMLElement, label: string) =>
  Array.from(element.querySelectorAll<HTMLElement>("thead th")).find((th) => th.textContent.startsWith(label))!;
const column = (element: HTMLElement, label: string) => {
  const index = Array.from(element.querySelectorAll("thead th")).indexOf(head(element, label));
  return Array.from(element.querySelectorAll("tbody tr"), (row) => row.children[index]!.textContent);
};
const figure = (element: HTMLElement, name: string, label: string) => {
  const row = Array.from(element.querySelectorAll("tbody tr")).find(
    (tr) => tr.firstElementChild?.textContent === name,
  )!;
  const index = Array.from(element.querySelectorAll("thead th")).indexOf(head(element, label));
  return row.children[index]!.querySelector<HTMLButtonElement>("button.figure")!;
};
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
    for (const {label, key} of sheet.columns) {
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

  it("leads from a name to the comparison with it", () => {
    const link = Array.from(open().querySelectorAll<HTMLAnchorElement>("tbody th a")).find(
      (a) => a.text === "H200 SXM",
    );
    expect(link?.getAttribute("href")).toBe("../index.html?proposal=h200-sxm");
    const model = Array.from(open("", models).querySelectorAll<HTMLAnchorElement>("tbody th a")).find(
      (a) => a.text === "Qwen3-8B",
    );
    expect(model?.getAttribute("href")).toBe("../index.html?model=qwen3-8b");
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
    expect(note.textContent).toContain(`Derivation: ${recorded.derivation!}`);
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
    const amd = ["MI250X", "MI250X GCD", "MI300X", "MI325X", "MI355X", "RX 7900 XTX"];
    expect(names(element)).toEqual(amd);
    expect(element.querySelector(".count")!.textContent).toBe(`${amd.length} of ${sheet.items.length} accelerators`);
    input(element.querySelector("input")!, "325");
    vi.runAllTimers();
    expect(location.search).toBe("?utm=x&find=325&vendor=AMD");
    input(element.querySelector("input")!, "nothing of the kind");
    expect(element.querySelector("tbody")!.textContent).toBe("No accelerators match.");
  });

  it("find an item by its alias", () => {
    expect(names(open("?find=rtx4090"))).toEqual(["RTX 4090"]);
  });
});

describe("the address", () => {
  it("is reproduced by a link, and followed where the reader goes back", () => {
    const element = open("?sort=bandwidth&order=descending&vendor=NVIDIA&find=h");
    expect(names(element)).toEqual(["H200 SXM", "GH200 96 GB", "H100 NVL", "H100 SXM", "H100 PCIe"]);
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
      'Query parameter "vendor": got "Nvidiar", expected AMD, Apple, Google, Intel, NVIDIA (did you mean "NVIDIA"?). Showing the default instead.',
    ]);
  });
});

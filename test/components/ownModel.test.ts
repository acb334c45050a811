// @vitest-environment jsdom
import {readFileSync} from "node:fs";
import {beforeEach, describe, expect, it, vi} from "vitest";
import {comparisonExplorer} from "../../src/components/comparisonExplorer.js";
import {ownModel} from "../../src/components/ownModel.js";
import {listHardware, listModels} from "../../src/lib/catalog/lookup.js";
import type {Model} from "../../src/lib/engine/types.js";

const config = readFileSync("test/fixtures/catalog/config-llama/input.json", "utf8");
const bert = readFileSync("test/fixtures/configs/google-bert--bert-base-uncased/config.json", "utf8");
const wider = JSON.stringify({...(JSON.parse(config) as object), hidden_size: 8192});

const outcome = (element: HTMLElement) => element.querySelector(".own-model-outcome")!;

/** Pastes a text, uses it, and waits until it is read: what reads it is loaded then. */
async function paste(element: HTMLElement, text: string): Promise<void> {
  element.querySelector("textarea")!.value = text;
  element.querySelector("button")!.click();
  await vi.dynamicImportSettled();
}

/** Opens a file as a reader does who picks one. */
async function pick(element: HTMLElement, file: File): Promise<void> {
  const input = element.querySelector<HTMLInputElement>("[type=file]")!;
  Object.defineProperty(input, "files", {value: [file], configurable: true});
  input.dispatchEvent(new Event("change"));
  await vi.waitFor(() => {
    expect(outcome(element).textContent).not.toBe("");
  });
}

beforeEach(() => {
  sessionStorage.clear();
  document.body.replaceChildren();
});

describe("ownModel", () => {
  it("hands over a pasted config.json, and says how many parameters its shape has", async () => {
    const onModel = vi.fn<(model: Model) => void>();
    const {element} = ownModel(onModel);
    await paste(element, config);
    expect(onModel).toHaveBeenCalledOnce();
    expect(onModel.mock.calls[0]![0]).toMatchObject({id: "own", architecture: "decoder"});
    expect(outcome(element).textContent).toMatch(/parameters, counted from its shape/);
  });

  it("takes a file, and names it in what it says is wrong", async () => {
    const onModel = vi.fn();
    const {element} = ownModel(onModel);
    await pick(element, new File([config.replace('"hidden_size"', '"hiden_size"')], "mine.json"));
    expect(onModel).not.toHaveBeenCalled();
    expect(outcome(element).textContent).toMatch(/mine\.json.*hidden_size/);
  });

  it("refuses a file of more than 1 MB before it reads it", async () => {
    const onModel = vi.fn();
    const {element} = ownModel(onModel);
    const text = vi.fn();
    await pick(element, Object.assign(new File(["x".repeat(1_000_001)], "big.json"), {text}));
    expect(text).not.toHaveBeenCalled();
    expect(outcome(element).textContent).toBe("big.json is larger than 1 MB, which no config.json is.");
  });

  it.each([
    ["nothing", "  ", "Nothing is pasted yet"],
    ["no JSON", "{not json", "is not valid JSON"],
    ["a prototype key", '{"__proto__": {"model_type": "llama"}}', "model_type: missing"],
    ["a bomb of brackets", "[".repeat(200_000), "nests values"],
  ])("says what is wrong with %s, and keeps the model that was loaded", async (_, text, expected) => {
    const onModel = vi.fn();
    const {element} = ownModel(onModel);
    await paste(element, text);
    expect(onModel).not.toHaveBeenCalled();
    expect(outcome(element).textContent).toContain(expected);
  });

  it("shows markup in a name as text", async () => {
    const onModel = vi.fn<(model: Model) => void>();
    const {element} = ownModel(onModel);
    const name = "<img src=x onerror=alert(1)>";
    await paste(element, JSON.stringify({...(JSON.parse(config) as object), _name_or_path: name}));
    expect(element.querySelector("img")).toBeNull();
    expect(onModel.mock.calls[0]![0].name).not.toMatch(/[<>]/);
  });

  it("gives back what was loaded in this tab before", async () => {
    await paste(ownModel(vi.fn()).element, config);
    expect(await ownModel(vi.fn()).loaded).toMatchObject({id: "own"});
  });

  it("works where the browser forbids storage", async () => {
    const onModel = vi.fn();
    const {element, loaded} = ownModel(onModel, null);
    await paste(element, config);
    expect(await loaded).toBeNull();
    expect(onModel).toHaveBeenCalledOnce();
  });
});

describe("comparisonExplorer with a model of the reader's own", () => {
  const open = async (query = "") => {
    history.replaceState(null, "", `/${query}`);
    const element = await comparisonExplorer({hardware: listHardware(), models: listModels()});
    document.body.replaceChildren(element);
    return element;
  };
  const verdict = (element: Element) => element.querySelector(".verdict")?.textContent ?? "";

  it("compares it, and offers it first among the models", async () => {
    const element = await open();
    await paste(element.querySelector<HTMLElement>(".own-model")!, wider);
    const select = element.querySelector<HTMLSelectElement>(".model select")!;
    expect(select.value).toBe("own");
    expect(select.querySelector("optgroup")!.label).toBe("your own");
    expect(verdict(element)).not.toBe(verdict(await open()));
  });

  it("answers a second one with its own numbers", async () => {
    const element = await open();
    await paste(element.querySelector<HTMLElement>(".own-model")!, config);
    const first = verdict(element);
    await paste(element.querySelector<HTMLElement>(".own-model")!, wider);
    expect(verdict(element)).not.toBe(first);
  });

  it("compares an encoder in a forward pass, a decoder after it in a decode step, and the encoder again", async () => {
    const element = await open();
    const [control, phase] = [".own-model", ".phase select"].map((one) => element.querySelector<HTMLElement>(one)!);
    const shown = () => [(phase as HTMLSelectElement).value, element.querySelector(".notices")!.textContent];
    await paste(control!, bert);
    expect(verdict(element)).toMatch(/at running .*batch 1, input of 512.tokens\)/);
    expect(shown()).toEqual(["forward", ""]);
    await paste(control!, wider);
    expect(shown()).toEqual(["decode", ""]);
    await paste(control!, bert);
    expect(shown()).toEqual(["forward", ""]);
    expect(verdict(await open("?model=own"))).toBe(verdict(element));
  });

  it("says why a link to it shows another model in a tab that has not loaded it", async () => {
    const element = await open("?model=own");
    expect(element.querySelector(".notices")!.textContent).toMatch(/loaded in another tab/);
    expect(element.querySelector<HTMLSelectElement>(".model select")!.value).toBe("llama-3.1-8b");
  });

  it("shows it again after the page is opened again in the same tab", async () => {
    await paste((await open()).querySelector<HTMLElement>(".own-model")!, config);
    const again = await open("?model=own");
    expect(again.querySelector(".notices")!.textContent).toBe("");
    expect(again.querySelector<HTMLSelectElement>(".model select")!.value).toBe("own");
  });
});

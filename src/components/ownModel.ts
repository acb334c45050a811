import type {Model} from "../lib/engine/types.js";
import {totalParameters} from "../lib/engine/parameters.js";
import {formatCount} from "../lib/explainer/format.js";
import {ownModelId} from "../lib/explore/ownModelId.js";
import {loadConfigReader} from "./configReader.js";
import {html} from "./element.js";

/** Where the text is kept until the tab is closed. It never leaves the browser. */
const storageKey = "regime-shift:config.json";

/** Larger than any published configuration by a factor of 20; a file above it is refused before it is read. */
const mostConfigBytes = 1_000_000;

/** The place where a reader loads a model of their own, and the model that is loaded. */
export interface OwnModelControl {
  readonly element: HTMLElement;
  /** What was loaded in this tab before, if it can still be read; null at once where there was nothing. */
  readonly loaded: Promise<Model | null>;
}

/**
 * Takes the `config.json` of a model by paste, from a file, or dropped. What is wrong with it is said beside it, and the
 * model in use stays.
 *
 * @param onModel called with each model that is loaded.
 */
export function ownModel(onModel: (model: Model) => void, storage = sessionStorageOrNull()): OwnModelControl {
  const area = html("textarea", {
    rows: 6,
    spellcheck: "false",
    autocomplete: "off",
    placeholder: '{"model_type": "llama", "hidden_size": 4096, …}',
  });
  const file = html("input", {type: "file", accept: ".json,application/json"});
  const use = html("button", {type: "button"}, "Use this model");
  const outcome = html("div", {role: "status", class: "own-model-outcome"});

  const say = (className: string, text: string) => {
    outcome.replaceChildren(...text.split("\n").map((line) => html("p", {class: className}, line)));
  };
  const take = async (text: string, name?: string) => {
    const readConfig = await loadConfigReader();
    const read = readConfig(text, name);
    if (read.model === null) {
      say("notice", read.problem);
      return;
    }
    const {model, notes} = read;
    const counted = `${model.name}: ${formatCount(totalParameters(model))} parameters, counted from its shape.`;
    say("small", [counted, ...notes].join("\n"));
    keep(storage, text);
    onModel({...model, id: ownModelId});
  };
  const open = async (chosen: File) => {
    if (chosen.size > mostConfigBytes) {
      say("notice", `${chosen.name} is larger than 1 MB, which no config.json is.`);
      return;
    }
    area.value = await chosen.text();
    await take(area.value, chosen.name);
  };
  use.addEventListener("click", () => {
    if (area.value.trim() === "") say("notice", "Nothing is pasted yet: expected the text of a config.json.");
    else void take(area.value);
  });
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen !== undefined) void open(chosen);
  });
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
  });
  area.addEventListener("drop", (event) => {
    const [dropped] = event.dataTransfer?.files ?? [];
    if (dropped === undefined) return;
    event.preventDefault();
    void open(dropped);
  });

  const restore = async (): Promise<Model | null> => {
    const before = storage?.getItem(storageKey) ?? null;
    if (before === null) return null;
    const readConfig = await loadConfigReader();
    const {model} = readConfig(before);
    if (model === null) return null;
    area.value = before;
    return {...model, id: ownModelId};
  };
  const element = html(
    "details",
    {class: "own-model"},
    html("summary", {}, "Your own model: its config.json"),
    html(
      "div",
      {class: "own-model-fields"},
      html("label", {class: "control"}, "Text of a config.json, as it is published with the weights", area),
      html("div", {class: "own-model-actions"}, use, html("label", {class: "control"}, "Or open the file", file)),
      html("p", {class: "small muted"}, "It is read in your browser, and stays there until you close the tab."),
      outcome,
    ),
  );
  // While a reader looks for their file.
  element.addEventListener("toggle", () => void loadConfigReader(), {once: true});
  return {element, loaded: restore()};
}

function keep(storage: Storage | null, text: string): void {
  try {
    storage?.setItem(storageKey, text);
  } catch {
    // Full or forbidden: the model is then gone with the page, which is all that storing it would change.
  }
}

/** Browsers may forbid it to a page. */
function sessionStorageOrNull(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

import type {Model} from "../lib/engine/types.js";
import {
  carriesConfig,
  decodeQuery,
  encodeQuery,
  queryNames,
  type DecodedState,
  type PageState,
} from "../lib/explore/queryState.js";
import {loadConfigReader} from "./configReader.js";

/** A page's state, kept in the query of its address. */
export interface PageStateBinding {
  /** What the address says now; at once, unless it carries a model, for which the reader has to be loaded. */
  read(): Promise<DecodedState>;
  /** Puts a state into the address, soon: browsers limit how often a page may. */
  write(state: PageState): void;
  /** Writes at once what is still to be written. */
  flush(): void;
}

const delay = 150;

/**
 * Binds a page's state to its address: defaults are left out, the hash and other people's parameters left alone.
 *
 * @param onReturn called where the reader goes back or forward to another state.
 * @param options.own the model that the reader has loaded, which no address can hold.
 */
export function bindPageState(
  defaults: PageState,
  onReturn: (decoded: DecodedState) => void,
  {own = () => null, host = window}: {own?: () => Model | null; host?: Window} = {},
): PageStateBinding {
  let pending: PageState | null = null;
  let timer: number | undefined;
  const read = async () => {
    const readConfig = carriesConfig(host.location.search) ? await loadConfigReader() : null;
    // Asked again: the reader of the page may have gone on meanwhile.
    return decodeQuery(host.location.search, defaults, readConfig, own());
  };
  const flush = () => {
    host.clearTimeout(timer);
    if (pending === null) return;
    const search = searchOf(pending, defaults, host.location.search, own());
    pending = null;
    const {pathname, hash} = host.location;
    if (search !== host.location.search)
      host.history.replaceState(host.history.state, "", `${pathname}${search}${hash}`);
  };
  host.addEventListener("popstate", () => {
    host.clearTimeout(timer);
    pending = null;
    void read().then(onReturn);
  });
  host.addEventListener("pagehide", flush);
  return {
    read,
    write(state) {
      pending = state;
      host.clearTimeout(timer);
      timer = host.setTimeout(flush, delay);
    },
    flush,
  };
}

/** The query of a state, followed by what other parameters the address had. */
export function searchOf(state: PageState, defaults: PageState, present: string, own: Model | null = null): string {
  const others = [...new URLSearchParams(present)].filter(([name]) => !queryNames.has(name));
  const ours = encodeQuery(state, defaults, own);
  if (others.length === 0) return ours;
  return `${ours === "" ? "?" : `${ours}&`}${new URLSearchParams(others).toString()}`;
}

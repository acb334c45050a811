// @vitest-environment jsdom
import {beforeEach, describe, expect, it, vi} from "vitest";
import {bindPageState, searchOf} from "../../src/components/pageState.js";
import {homeState} from "../../src/lib/explore/homeState.js";

const withBatch = (batch: number) => ({...homeState, options: {...homeState.options, batch}});

beforeEach(() => {
  history.replaceState(null, "", "/index.html?utm_source=x#why");
});

describe("bindPageState", () => {
  it("writes what is not the default, and leaves the hash and others' parameters alone", () => {
    const binding = bindPageState(homeState, vi.fn());
    binding.write(withBatch(100));
    binding.flush();
    expect(location.search).toBe("?batch=100&utm_source=x");
    expect(location.hash).toBe("#why");
    binding.write(homeState);
    binding.flush();
    expect(location.search).toBe("?utm_source=x");
  });

  it("writes once for many changes, and adds nothing to the history", () => {
    vi.useFakeTimers();
    const replace = vi.spyOn(history, "replaceState");
    const before = history.length;
    const binding = bindPageState(homeState, vi.fn());
    for (let batch = 2; batch < 50; batch++) binding.write(withBatch(batch));
    vi.advanceTimersByTime(1000);
    expect(replace).toHaveBeenCalledTimes(1);
    expect(location.search).toContain("batch=49");
    expect(history.length).toBe(before);
    replace.mockRestore();
    vi.useRealTimers();
  });

  it("reads the address again where the reader goes back", async () => {
    const onReturn = vi.fn();
    bindPageState(homeState, onReturn);
    history.replaceState(null, "", "/index.html?batch=7");
    window.dispatchEvent(new PopStateEvent("popstate"));
    await vi.waitFor(() => {
      expect(onReturn).toHaveBeenCalledWith({state: withBatch(7), notices: []});
    });
  });

  it("loads what reads a model where the address carries one", async () => {
    const text = JSON.stringify({model_type: "llama", hidden_size: 64});
    history.replaceState(null, "", `/index.html?${new URLSearchParams({config: text}).toString()}`);
    const {notices} = await bindPageState(homeState, vi.fn()).read();
    expect(notices).toEqual([expect.stringMatching(/^query parameter "config": .*num_hidden_layers/s)]);
  });
});

describe("searchOf", () => {
  it("drops a malformed parameter of our own", () => {
    expect(searchOf(homeState, homeState, "?batch=-3")).toBe("");
    expect(searchOf(homeState, homeState, "?batch=-3&x=1")).toBe("?x=1");
  });
});

import {describe, expect, it} from "vitest";
import {around, crosses, overlap, placeLabels, type LabelRequest} from "../../src/components/placeLabels.js";
import {placeNotes} from "../../src/components/placeNotes.js";
import {logTicks} from "../../src/components/logTicks.js";
import {cutToWidth, textWidth} from "../../src/components/textWidth.js";
import {unbroken} from "../../src/components/unbroken.js";

const bounds = {left: 0, top: 0, right: 300, bottom: 300};

describe("placeLabels", () => {
  it("keeps eight labels near one place apart and inside", () => {
    const requests = Array.from({length: 8}, (_, index): LabelRequest => ({
      text: `label ${index}`,
      x: 150 + index,
      y: 150,
      candidates: around(6),
    }));
    const boxes = placeLabels(requests, {bounds}).map(({box}) => box);
    expect(boxes).toHaveLength(8);
    for (const [index, box] of boxes.entries()) {
      expect(box.left >= 0 && box.right <= 300 && box.top >= 0 && box.bottom <= 300).toBe(true);
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
    }
  });

  it("prefers a place off the marks and the lines", () => {
    const request: LabelRequest = {text: "here", x: 100, y: 100, candidates: around(6)};
    const free = placeLabels([request], {bounds})[0]!;
    expect(free.anchor).toBe("start");
    const besideMark = placeLabels([request], {bounds, boxes: [free.box]})[0]!;
    expect(overlap(besideMark.box, free.box)).toBe(false);
    const besideLine = placeLabels([request], {bounds, segments: [[100, 100, 300, 100]]})[0]!;
    expect(crosses([100, 100, 300, 100], besideLine.box)).toBe(false);
  });

  it("leaves an optional label out rather than put it over another", () => {
    const candidates = [{dx: 0, dy: 0, anchor: "middle"}] as const;
    const first: LabelRequest = {text: "first", x: 50, y: 50, candidates};
    expect(placeLabels([first, {...first, text: "second", optional: true}], {bounds})).toHaveLength(1);
  });
});

describe("placeNotes", () => {
  it("puts the rightmost note first where all stand right of their leaders, the leftmost first otherwise", () => {
    const notes = [
      {term: "memory", text: "memory", middle: 20},
      {term: "overhead", text: "overhead", middle: 60},
    ] as const;
    expect([...placeNotes(notes, 400).values()].map(({line, anchor}) => [line, anchor])).toEqual([
      [1, "start"],
      [0, "start"],
    ]);
    const atRight = notes.map((note) => ({...note, middle: note.middle + 330}));
    expect([...placeNotes(atRight, 400).values()].map(({line, anchor}) => [line, anchor])).toEqual([
      [0, "end"],
      [1, "end"],
    ]);
  });
});

describe("logTicks", () => {
  it("gives round numbers inside the domain, no more than asked", () => {
    expect(logTicks([1, 100], 4)).toEqual([1, 10, 100]);
    expect(logTicks([1, 4.4], 7)).toEqual([1, 1.2, 1.5, 2, 2.5, 3, 4]);
    for (const high of [1.05, 1.3, 2, 9, 120, 1e5]) {
      const ticks = logTicks([1, high], 6);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.every((tick) => tick >= 1 && tick <= high)).toBe(true);
    }
  });
});

describe("texts", () => {
  it("are cut to a width", () => {
    expect(cutToWidth("A100 SXM 80 GB", 1000)).toBe("A100 SXM 80 GB");
    const cut = cutToWidth("A100 SXM 80 GB, batch 256", 90);
    expect(cut.endsWith("…")).toBe(true);
    expect(textWidth(cut)).toBeLessThanOrEqual(90);
  });

  it("keep numbers with their units", () => {
    expect(unbroken("takes 8.0 ms, 71 % of 3.35 TB/s at batch 63 of it")).toBe(
      "takes 8.0\u00a0ms, 71\u00a0% of 3.35\u00a0TB/s at batch 63 of it",
    );
  });
});

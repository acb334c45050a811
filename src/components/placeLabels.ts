import {textWidth} from "./textWidth.js";

/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A line that labels had better not cross. */
export type Segment = readonly [x1: number, y1: number, x2: number, y2: number];

/** Where a label may stand relative to its point, with the alignment of its text. */
export interface Candidate {
  readonly dx: number;
  /** Of the text's middle. */
  readonly dy: number;
  readonly anchor: "start" | "middle" | "end";
}

/** A text to be placed near a point. */
export interface LabelRequest {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly weight?: "normal" | "bold";
  /** From the most to the least liked. */
  readonly candidates: readonly Candidate[];
  /** Left out, rather than put over a mark or another label, where there is no room. */
  readonly optional?: boolean;
}

/** A label with its place. */
export interface PlacedLabel<Request extends LabelRequest = LabelRequest> {
  readonly request: Request;
  readonly x: number;
  readonly y: number;
  readonly anchor: Candidate["anchor"];
  readonly box: Box;
}

/** What is in the way. */
export interface Obstacles {
  /** Labels stay inside. */
  readonly bounds: Box;
  /** Marks. */
  readonly boxes?: readonly Box[];
  readonly segments?: readonly Segment[];
}

/** What each defect of a place costs; a step down the list of candidates costs 1. */
const costs = {outside: 100_000, label: 10_000, mark: 400, line: 20} as const;

/**
 * Places labels in the order given, each at the cheapest of its candidates: inside the bounds, over no other label, then over
 * no mark, then over no line.
 */
export function placeLabels<Request extends LabelRequest>(
  requests: readonly Request[],
  {bounds, boxes = [], segments = []}: Obstacles,
): PlacedLabel<Request>[] {
  const placed: PlacedLabel<Request>[] = [];
  for (const request of requests) {
    let best: {readonly label: PlacedLabel<Request>; readonly cost: number} | undefined;
    for (const [index, candidate] of request.candidates.entries()) {
      const label = at(request, candidate);
      const {box} = label;
      const cost =
        index +
        (isInside(box, bounds) ? 0 : costs.outside) +
        costs.label * placed.filter((other) => overlap(box, other.box)).length +
        costs.mark * boxes.filter((other) => overlap(box, other)).length +
        costs.line * segments.filter((segment) => crosses(segment, box)).length;
      if (best === undefined || cost < best.cost) best = {label, cost};
    }
    if (best === undefined || (request.optional && best.cost >= costs.mark)) continue;
    placed.push(best.label);
  }
  return placed;
}

/** Places on rings around a mark, the near, right and upper ones first. */
export function around(radius: number): Candidate[] {
  return [radius, 1.6 * radius + 6, 40, 56, 76].flatMap((r): Candidate[] => [
    {dx: r + 5, dy: 0, anchor: "start"},
    {dx: r, dy: -r, anchor: "start"},
    {dx: r, dy: r, anchor: "start"},
    {dx: 0, dy: -r - 9, anchor: "middle"},
    {dx: 0, dy: r + 9, anchor: "middle"},
    {dx: -r - 5, dy: 0, anchor: "end"},
    {dx: -r, dy: -r, anchor: "end"},
    {dx: -r, dy: r, anchor: "end"},
    // Just above or below a level line through the mark.
    ...(r === radius ? [] : ([-radius, radius] as const)).flatMap((dy): Candidate[] => [
      {dx: r, dy, anchor: "start"},
      {dx: -r, dy, anchor: "end"},
    ]),
  ]);
}

function at<Request extends LabelRequest>(request: Request, {dx, dy, anchor}: Candidate): PlacedLabel<Request> {
  const {text, size = 12, weight = "normal"} = request;
  const [x, y] = [request.x + dx, request.y + dy];
  const width = textWidth(text, size, weight);
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  const half = 0.7 * size;
  return {request, x, y, anchor, box: {left, top: y - half, right: left + width, bottom: y + half}};
}

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
  );
}

/** Whether two rectangles share more than an edge. */
export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether a segment passes through a rectangle (Liang and Barsky's clipping). */
export function crosses([x1, y1, x2, y2]: Segment, {left, top, right, bottom}: Box): boolean {
  const [dx, dy] = [x2 - x1, y2 - y1];
  let [enter, leave] = [0, 1];
  const edges = [
    [-dx, x1 - left],
    [dx, right - x1],
    [-dy, y1 - top],
    [dy, bottom - y1],
  ] as const;
  for (const [step, room] of edges) {
    if (step === 0) {
      if (room <= 0) return false;
      continue;
    }
    const t = room / step;
    if (step < 0) enter = Math.max(enter, t);
    else leave = Math.min(leave, t);
  }
  return enter < leave;
}

import {collectiveSecondsOf, costOf} from "../../engine/roofline.js";
import {stepTime} from "../../engine/stepTime.js";
import type {Configuration} from "../../engine/types.js";
import {termNames} from "../describe.js";
import {formatCount, formatShare} from "../format.js";
import type {Aside} from "./aside.js";

/** Said of the link where half of its time or more is the latency of exchanges, all of one kind, which no bandwidth shortens. */
export function latencyAside(configuration: Configuration): Aside | null {
  const {operators, rates, parts, fixed} = stepTime(configuration);
  const [first, ...others] = operators.filter((operator) => costOf(operator, rates).binding === "link");
  // What is exchanged beside arithmetic has another name.
  if (first === undefined || others.length > 0 || first.launches > 0) return null;
  const exchanges = first.repeat * first.collectives;
  const share = (first.repeat * collectiveSecondsOf(first, rates) * (1 + fixed.bubble)) / parts.link;
  if (share < 0.5 || exchanges < 2 || exchanges % 1 > 0) return null;
  return {
    text: ` (${formatShare(share, 1)} of ${termNames.link} is the latency of ${formatCount(exchanges)} ${first.id}s)`,
    values: {latencyShare: share, exchanges},
  };
}

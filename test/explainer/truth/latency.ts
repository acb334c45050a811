import {costOf} from "../../../lib/engine/roofline.js";
import {stepTime} from "../../../lib/engine/stepTime.js";
import type {Configuration} from "../../../lib/engine/types.js";
import type {Expected} from "./checker.js";
import {states, type Sentence} from "./sentence.js";

/**
 * What of the link's time is no time of bytes, where exchanges of one kind are all that is charged to it and it is half or
 * more: the time of each less what its bytes take. Else null.
 */
export function latencyOf(configuration: Configuration) {
  const {operators, rates, parts} = stepTime(configuration);
  const charged = operators.filter((operator) => costOf(operator, rates).binding === "link");
  const [only] = charged;
  if (only === undefined || charged.length > 1 || only.flop + only.weightBytes + only.activationBytes > 0) return null;
  const {linkSeconds} = costOf(only, rates);
  const {linkBytes, networkBytes, hostBytes} = only;
  const sent = [
    [linkBytes, rates.link],
    [networkBytes, rates.network],
    [hostBytes, rates.host],
  ] as const;
  const moving = sent.reduce((sum, [size, rate]) => (size === 0 ? sum : sum + size / rate), 0);
  const share = 1 - moving / linkSeconds;
  const exchanges = only.repeat * only.collectives;
  return parts.link > 0 && share >= 0.5 && exchanges > 1 && exchanges % 1 === 0
    ? {share, exchanges, id: only.id}
    : null;
}

/** Reads "99.7 % of link traffic is the latency of 56 all-reduces)". */
export function readLatency(
  sentence: Sentence,
  {share, exchanges, id}: NonNullable<ReturnType<typeof latencyOf>>,
): Record<string, number> & Expected {
  states(sentence.share(), share, "latency of the link");
  sentence.take(" of link traffic is the latency of ");
  states(sentence.count(), exchanges, "exchanges");
  sentence.take(` ${id}s)`);
  return {latencyShare: share, exchanges};
}

import {devicesOf} from "../../engine/parallelism.js";
import type {FittingProfile, OperatorProfile} from "../../engine/types.js";
import {apart, capitalised, formatBytes, formatQuantity, listed} from "../format.js";
import {valuesOf, type Aside} from "./aside.js";
import {isChange, type Answer, type Draft} from "./draft.js";
import {commonPeriod} from "./words.js";
import {worth} from "./worth.js";

/** What is moved to and from memory, and its name in words. */
const kinds = [
  ["weights", "weightBytes"],
  ["KV cache", "kvCacheBytes"],
  ["activations", "activationBytes"],
] as const satisfies readonly (readonly [string, keyof OperatorProfile])[];

/** Kinds that are less than this of all bytes of the side that moves more are passed over. */
const smallest = 0.05;

/** Where memory takes less than this of both times, its bytes explain little. */
const leastShare = 0.3;

/** What one device moves of weights, KV cache and activations, where a change of these explains the memory traffic. */
export function bytesDraft(answer: Answer): Draft | null {
  const {baseline, proposal} = answer;
  const period = commonPeriod(answer);
  if (period === null || Math.max(baseline.profile.shares.memory, proposal.profile.shares.memory) < leastShare)
    return null;
  const moved = kinds.map(([name, key]) => ({
    name,
    key,
    from: bytesOf(baseline.profile, key),
    to: bytesOf(proposal.profile, key),
  }));
  const most = Math.max(sum(moved.map(({from}) => from)), sum(moved.map(({to}) => to)));
  const told = moved.filter(({from, to}) => Math.max(from, to) >= smallest * most);
  if (!told.some(({from, to}) => isChange(from, to))) return null;
  const each = [baseline, proposal].some(({configuration}) => devicesOf(configuration.scenario) > 1);
  return {
    claim: () => {
      const weights = told.find(({key}) => key === "weightBytes");
      const kept = weights !== undefined && isChange(weights.from, weights.to) ? keptAside(answer) : null;
      const amount = ({name, from, to}: (typeof told)[number]) =>
        `${amounts(from, to)} of ${name}${name === "weights" ? (kept?.text ?? "") : ""}`;
      return {
        id: "bytes",
        subject: ["time:baseline:memory", "time:proposal:memory"],
        text: `${capitalised(period)} moves ${listed(told.map(amount))}${each ? ", on each accelerator" : ""}.`,
        values: valuesOf(
          Object.fromEntries(
            told.flatMap(({key, from, to}) => [
              [`baseline:${key}`, from],
              [`proposal:${key}`, to],
            ]),
          ),
          kept,
        ),
      };
    },
    worth: worth.bytes,
  };
}

/** Weights of the one operator that another format leaves as they are: why the bytes do not change by the ratio of the widths. */
function keptAside({baseline, proposal}: Answer): Aside | null {
  const [before, after] = [baseline, proposal].map(({configuration}) => configuration.scenario.precision.weights);
  const held = ({repeat, weightBytes}: OperatorProfile) => repeat * weightBytes;
  const [first, ...others] = proposal.profile.operators.filter(
    (one) =>
      held(one) > 0 && baseline.profile.operators.some((other) => other.id === one.id && held(other) === held(one)),
  );
  return before === after || first === undefined || others.length > 0
    ? null
    : {text: ` (the ${first.id} keeps its ${formatBytes(held(first))})`, values: {keptBytes: held(first)}};
}

function bytesOf({operators}: FittingProfile, key: (typeof kinds)[number][1]): number {
  return sum(operators.map((operator) => operator.repeat * operator[key]));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** As `formatBytes`, with so many digits more. */
function withMore(bytes: number, extra: number): string {
  return formatQuantity(bytes, "B", 3 + extra);
}

/** "8.01 GB instead of 15 GB", "the same 15 GB". */
function amounts(from: number, to: number): string {
  if (!isChange(from, to)) return `the same ${formatBytes(to)}`;
  const [after, before] = apart(withMore, to, from);
  return `${after} instead of ${before}`;
}

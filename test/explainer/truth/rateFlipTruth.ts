import {change} from "../../../lib/engine/change.js";
import {stepTime} from "../../../lib/engine/stepTime.js";
import type {Configuration, Regime} from "../../../lib/engine/types.js";
import {bytesPerSecond} from "../../../lib/engine/units.js";
import type {Claim} from "../../../lib/explainer/types.js";
import type {Checker} from "./checker.js";
import {isNoticeable} from "./facts.js";
import {readRegime, regimeOfSide} from "./flipTruth.js";
import {withPeaks} from "./recompute.js";
import {holds, states, type Printed, type Sentence} from "./sentence.js";

/** How closely beside a rate the regime is looked at, as a fraction of it. */
const beside = 1e-6;

/** What may be said to turn the regime: its key among the values, how it is read, and what it is and would be of a side. */
interface Variable {
  readonly key: string;
  readonly name: string;
  readonly whole: boolean;
  read(sentence: Sentence): Printed;
  own(side: Configuration): number;
  with(side: Configuration, value: number): Configuration;
}

const inputLength: Variable = {
  key: "inputLengthTokens",
  name: "input-length",
  whole: true,
  read: (sentence) => {
    const printed = sentence.count();
    sentence.take(" tokens");
    return printed;
  },
  own: ({scenario}) => scenario.inputLength,
  with: (side, value) => change(side, {scenario: {inputLength: value}}),
};

const peak: Variable = {
  key: "peakFlopPerSecond",
  name: "peak-flops",
  whole: false,
  read: (sentence) => sentence.quantity("FLOP/s", 3),
  own: (side) => stepTime(side).rates.matrixPeak,
  with: (side, value) => withPeaks(side, value / stepTime(side).rates.matrixPeak),
};

const bandwidth: Variable = {
  key: "memoryBandwidthBytesPerSecond",
  name: "memory-bandwidth",
  whole: false,
  read: (sentence) => {
    const printed = sentence.quantity("B/s", 3);
    sentence.take(" of memory bandwidth");
    return printed;
  },
  own: ({hardware}) => hardware.memoryBandwidthBytesPerSecond,
  with: (side, value) => change(side, {hardware: {memoryBandwidthBytesPerSecond: bytesPerSecond(value)}}),
};

function readVariable(sentence: Sentence): Variable {
  if (sentence.maybe("an input of ")) return inputLength;
  return sentence.maybe("a peak of ") ? peak : bandwidth;
}

const checkRateFlip: Checker = (sentence, facts, {values}) => {
  sentence.begin(facts.labels.proposal);
  sentence.take(" would turn ");
  const held = facts.held("proposal");
  const present = regimeOfSide(held);
  const expected: Record<string, number | string> = {};
  let nearest = 0;
  let to: Regime | null = null;
  do {
    // Where it is the same as the one before it is not told again.
    if (to === null || !/^(?:below|above|at) /.test(sentence.rest)) {
      to = readRegime(sentence);
      sentence.take(" ");
    }
    const where = sentence.oneOf("below ", "above ", "at ");
    const variable = readVariable(sentence);
    const {key, name, whole} = variable;
    // The exact place is the claim's; the words round it.
    const at = values[key] as number;
    states(variable.read(sentence), at, name);
    const ratio = at / variable.own(held);
    sentence.take(" (");
    if (sentence.maybe("within 1 % of ")) holds(!isNoticeable(ratio), () => `${ratio} is not within 1 %`);
    else {
      states(sentence.ratio(), ratio, `${name} ÷ its own`);
      sentence.take(" ");
    }
    sentence.take(whole ? "the present)" : "its own)");
    const below = ratio <= 1;
    holds(where === (below ? "below " : whole ? "at " : "above "), () => `${name}: a ratio of ${ratio} is ${where}`);
    const regimeOn = (value: number) => regimeOfSide(variable.with(held, value));
    const [left, right] = whole ? [at - 1, at] : [at * (1 - beside), at * (1 + beside)];
    const [inside, outside] = below ? [right, left] : [left, right];
    holds(regimeOn(outside) === to, () => `${name} ${where}${at}: ${regimeOn(outside)}, not ${to}`);
    holds(regimeOn(inside) === present, () => `${name}: ${regimeOn(inside)} before ${at}, not ${present}`);
    const distance = Math.abs(Math.log(ratio));
    holds(distance >= nearest, () => `${name} is nearer than what comes before`);
    nearest = distance;
    Object.assign(expected, {[key]: at, [`${name}:ratio`]: ratio, [`${name}:regime`]: to});
  } while (sentence.maybe(" or "));
  sentence.take(".");
  return expected;
};

/** How far the proposal is from another regime. */
export const rateFlipCheckers = {
  "rate-flip": checkRateFlip,
} satisfies Partial<Record<Claim["id"], Checker>>;

import type {Unpredicted} from "./types.js";

/** What a rate counts. */
export type Work = "tokens" | "requests" | "samples";

/** How a value of a time is written: `scale` of it are a second. */
export interface TimeUnit {
  readonly scale: number;
}

/** How a value of a rate is written. */
export interface RateUnit {
  readonly work: Work;
  /** So many of the unit are one of that work a second. */
  readonly scale: number;
  /** Whether it is for one of the devices. */
  readonly perDevice: boolean;
}

/** Seconds in a unit, by its names in lower case. */
const secondsIn: readonly (readonly [RegExp, number])[] = [
  [/^(?:ns|nanoseconds?)$/, 1e-9],
  [/^(?:us|µs|μs|microseconds?)$/, 1e-6],
  [/^(?:ms|msec|milliseconds?)$/, 1e-3],
  [/^(?:s|sec|secs|seconds?)$/, 1],
  [/^(?:min|mins|minutes?)$/, 60],
  [/^(?:h|hr|hrs|hours?)$/, 3600],
];

const works: readonly (readonly [RegExp, Work])[] = [
  [/^(?:t|tok|toks|tokens?)$/, "tokens"],
  [/^(?:req|reqs|requests?|queries|query)$/, "requests"],
  [/^(?:samples?|sequences?|seqs?|sentences?|images?|imgs?|examples?)$/, "samples"],
];

const multiples: Readonly<Record<string, number>> = {"": 1, k: 1e3, m: 1e6};

function secondsOf(text: string): number | undefined {
  return secondsIn.find(([names]) => names.test(text))?.[1];
}

/** "ms", "s", "minutes"; also with what the time is of ("ms/token", "s/step"). */
export function timeUnit(unit: string): TimeUnit | Unpredicted {
  const seconds = secondsOf(
    unit.toLowerCase().replace(/\s*\/\s*(?:token|tok|step|it|iter|iteration|batch|request)$/, ""),
  );
  return seconds === undefined ? unknown(unit, "a time") : {scale: 1 / seconds};
}

/** "tokens/s", "ktokens/s/GPU", "requests/min", "images/s". */
export function rateUnit(unit: string): RateUnit | Unpredicted {
  const [made = "", time = "", device, ...more] = unit
    .toLowerCase()
    .replace(/\s+per\s+/g, "/")
    .split("/")
    .map((part) => part.trim());
  const isPerDevice = device !== undefined;
  if (more.length > 0 || (isPerDevice && !/^(?:gpu|chip|device|accelerator|card|tpu)$/.test(device)))
    return unknown(unit, "a rate");
  const seconds = secondsOf(time);
  for (const [names, work] of works) {
    if (names.test(made)) return rate(work, 1, seconds, isPerDevice, unit);
    const [, prefix = "", rest = ""] = /^([km])\s*(.+)$/.exec(made) ?? [];
    if (rest !== "" && names.test(rest)) return rate(work, multiples[prefix]!, seconds, isPerDevice, unit);
  }
  return unknown(unit, "a rate");
}

function rate(
  work: Work,
  multiple: number,
  seconds: number | undefined,
  perDevice: boolean,
  unit: string,
): RateUnit | Unpredicted {
  return seconds === undefined ? unknown(unit, "a rate") : {work, scale: seconds / multiple, perDevice};
}

/** A share of a whole: "%" or a fraction. `scale` of it are the whole. */
export function shareUnit(unit: string): TimeUnit | Unpredicted {
  if (/^(?:%|percent)$/i.test(unit)) return {scale: 100};
  return /^(?:fraction|ratio|1)$/i.test(unit) ? {scale: 1} : unknown(unit, "a share");
}

/** "TFLOP/s/GPU": the scale of it is one operation a second. */
export function flopRateUnit(unit: string): TimeUnit | Unpredicted {
  const [, prefix] = /^([gtp])flops?(?:\/s)?(?:\/(?:gpu|chip|device))?$/i.exec(unit) ?? [];
  const scale = {g: 1e-9, t: 1e-12, p: 1e-15}[prefix?.toLowerCase() ?? ""];
  return scale === undefined ? unknown(unit, "operations a second") : {scale};
}

function unknown(unit: string, what: string): Unpredicted {
  return {reason: unit === "" ? `${what} without a unit` : `no unit of ${what} like "${unit.slice(0, 40)}"`};
}

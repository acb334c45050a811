/** A sentence that does not hold, or that no known template has made. */
export class Untruth extends Error {
  override name = "Untruth";
}

/** A number as it is printed, and how far the number that it stands for may be from it. */
export interface Printed {
  readonly text: string;
  /** Where it stands in the sentence. */
  readonly at: number;
  readonly value: number;
  /** Half a unit of the last digit. */
  readonly within: number;
}

/** Half a unit of so many significant digits of a number. */
const half = (value: number, digits: number): number =>
  value === 0 ? 0 : 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value)) + 1e-12) - digits + 1);

/** Half a unit of the last decimal that is printed. */
function lastDecimal(text: string): number {
  const [mantissa = "", exponent = "0"] = text.split("e");
  return 0.5 * 10 ** (Number(exponent) - (mantissa.split(".")[1] ?? "").length);
}

const prefixes: Readonly<Record<string, number>> = {"": 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18};
const number = String.raw`\d+(?:,\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?`;

/** A sentence that is read from left to right; what is read must be there. */
export class Sentence {
  readonly printed: Printed[] = [];
  #at = 0;

  constructor(readonly text: string) {}

  get rest(): string {
    return this.text.slice(this.#at);
  }

  /** Fails with the place that was reached. */
  fail(expected: string): never {
    throw new Untruth(`expected ${expected} at "${this.rest.slice(0, 60)}" of "${this.text}"`);
  }

  /** Whether the words follow; they are read if they do. */
  maybe(words: string): boolean {
    if (!this.rest.startsWith(words)) return false;
    this.#at += words.length;
    return true;
  }

  /** Reads these words. */
  take(words: string): void {
    if (!this.maybe(words)) this.fail(`"${words}"`);
  }

  /** Reads these words, their first letter raised or not, as a sentence begins with them. */
  begin(words: string): void {
    if (!this.maybe(words) && !this.maybe(words.charAt(0).toUpperCase() + words.slice(1))) this.fail(`"${words}"`);
  }

  /** Reads the longest of these words that follows; null where none does. */
  maybeOf<Words extends string>(...choices: readonly Words[]): Words | null {
    return choices.toSorted((a, b) => b.length - a.length).find((words) => this.maybe(words)) ?? null;
  }

  /** Reads one of these words. */
  oneOf<Words extends string>(...choices: readonly Words[]): Words {
    return this.maybeOf(...choices) ?? this.fail(choices.map((words) => `"${words}"`).join(" or "));
  }

  /** Reads what matches, and gives its groups. */
  match(pattern: string, what: string): readonly string[] {
    const found = new RegExp(`^(?:${pattern})`, "u").exec(this.rest);
    if (found === null) this.fail(what);
    this.#at += found[0].length;
    return found.slice(1);
  }

  /** Goes back to where so much was left: what was read since is as if it had not been. */
  back(rest: string): void {
    this.#at = this.text.length - rest.length;
    while ((this.printed.at(-1)?.at ?? -1) >= this.#at) this.printed.pop();
  }

  /** The sentence is over. */
  end(): void {
    if (this.rest !== "") this.fail("the end");
  }

  /** "1.39×": decimals as printed, two significant digits of small ones. */
  ratio(): Printed {
    const [text = ""] = this.match(`(${number})×`, "a ratio");
    return this.#read(text, 1, (value) => (value < 0.095 ? half(value, 2) : lastDecimal(plain(text))));
  }

  /** "0.845": three significant digits. */
  factor(): Printed {
    const [text = ""] = this.match(`(${number})`, "a factor");
    return this.#read(text, 1, () => lastDecimal(plain(text)));
  }

  /** "8.0 ms". */
  duration(): Printed {
    const [text = "", unit = ""] = this.match(`(${number}) (s|ms|µs)\\b`, "a time");
    const scale = unit === "s" ? 1 : unit === "ms" ? 1e-3 : 1e-6;
    // Nothing but nothing is "0.0 ms": what is short is told in microseconds.
    return this.#read(text, scale, (value) => (value === 0 && unit === "ms" ? 0 : lastDecimal(plain(text))));
  }

  /** "71 %". */
  share(): Printed {
    const [text = ""] = this.match(`(${number}) %`, "a share");
    return this.#read(text, 0.01, () => lastDecimal(plain(text)));
  }

  /** "2,048". */
  count(): Printed {
    const [text = ""] = this.match(`(${number})`, "a count");
    return this.#read(text, 1, () => 0);
  }

  /** "3.35 TB/s": at most so many significant digits. */
  quantity(unit: string, digits: number): Printed {
    const [text = "", prefix = ""] = this.match(`(${number}) ([kMGTPE]?)${unit}(?![\\w/])`, `a number of ${unit}`);
    return this.#read(text, prefixes[prefix]!, (value) => half(value, digits));
  }

  /** "91.3 tokens/s": three significant digits, or more where two would look alike. */
  throughput(): {readonly rate: Printed; readonly unit: string} {
    const [text = "", unit = ""] = this.match(`(${number}) (token|sample)s/s`, "a rate");
    return {rate: this.#read(text, 1, (value) => half(value, Math.max(3, digitsOf(text)))), unit};
  }

  /** "5.61 J", "250 mJ": three significant digits, or more where two would look alike. */
  energy(): Printed {
    const [text = "", prefix = ""] = this.match(`(${number}) ([mkMGT]?)J\\b`, "an energy");
    const scale = prefix === "m" ? 1e-3 : prefixes[prefix]!;
    return this.#read(text, scale, (value) => half(value, Math.max(3, digitsOf(text))));
  }

  /** "$2.50", "$0.0000556". */
  money(): Printed {
    const [text = ""] = this.match(`\\$(${number})`, "a price");
    const cents = (value: number) => value === 0 || (value >= 0.0995 && value < 1000);
    return this.#read(text, 1, (value) =>
      cents(value) ? lastDecimal(plain(text)) : half(value, Math.max(3, digitsOf(text))),
    );
  }

  #read(text: string, scale: number, within: (value: number) => number): Printed {
    const value = Number(plain(text));
    const at = this.text.lastIndexOf(text, this.#at - 1);
    const printed = {text, at, value: value * scale, within: within(value) * scale};
    this.printed.push(printed);
    return printed;
  }
}

const plain = (text: string): string => text.replaceAll(",", "");

/** Significant digits that are printed; zeros before the decimal point may stand for any digit. */
function digitsOf(text: string): number {
  const mantissa = plain(text).split("e")[0]!;
  const digits = mantissa.includes(".") ? mantissa.replace(".", "") : mantissa.replace(/0+$/, "");
  return digits.replace(/^0+/, "").length;
}

/** States that a printed number is a rounding of what it stands for. */
export function states({text, value, within}: Printed, expected: number, what: string): void {
  if (rounds({value, within}, expected)) return;
  throw new Untruth(`${what}: "${text}" is said of ${expected}`);
}

/** Whether a printed number is a rounding of another. */
export function rounds({value, within}: Pick<Printed, "value" | "within">, expected: number): boolean {
  return Math.abs(value - expected) <= within * (1 + 1e-6) + 1e-9 * Math.abs(expected);
}

/** States a fact that a sentence rests on. */
export function holds(condition: boolean, otherwise: () => string): asserts condition {
  if (!condition) throw new Untruth(otherwise());
}

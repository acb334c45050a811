/**
 * Quantities in SI base units. The brand exists only in the type system: a `Bytes` cannot be passed where `Seconds` are
 * expected, while at run time each is a plain number. Arithmetic yields a bare `number`, so that a formula has to state
 * the unit of its result once, by calling the constructor of that unit.
 */
declare const unit: unique symbol;

/** A number that carries its unit `U` in the type system only. */
export type Quantity<U extends string> = number & {readonly [unit]: U};

/** Bytes; 1 GB is 10⁹ of them. */
export type Bytes = Quantity<"B">;
/** Floating-point (or integer) operations; one multiply-accumulate is 2. */
export type Flop = Quantity<"FLOP">;
/** Seconds. */
export type Seconds = Quantity<"s">;
/** Joules. */
export type Joules = Quantity<"J">;
/** Watts. */
export type Watts = Quantity<"W">;
/** Bytes per second; for links, in one direction. */
export type BytesPerSecond = Quantity<"B/s">;
/** Operations per second, dense. */
export type FlopPerSecond = Quantity<"FLOP/s">;
/** Arithmetic intensity: operations per byte moved to or from device memory. */
export type FlopPerByte = Quantity<"FLOP/B">;

/** States that `value` is in bytes. */
export const bytes = (value: number): Bytes => value as Bytes;
/** States that `value` is in operations. */
export const flop = (value: number): Flop => value as Flop;
/** States that `value` is in seconds. */
export const seconds = (value: number): Seconds => value as Seconds;
/** States that `value` is in joules. */
export const joules = (value: number): Joules => value as Joules;
/** States that `value` is in watts. */
export const watts = (value: number): Watts => value as Watts;
/** States that `value` is in bytes per second. */
export const bytesPerSecond = (value: number): BytesPerSecond => value as BytesPerSecond;
/** States that `value` is in operations per second. */
export const flopPerSecond = (value: number): FlopPerSecond => value as FlopPerSecond;
/** States that `value` is in operations per byte. */
export const flopPerByte = (value: number): FlopPerByte => value as FlopPerByte;

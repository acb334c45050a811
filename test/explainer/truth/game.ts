import {stepTime} from "../../../lib/engine/stepTime.js";
import type {Configuration} from "../../../lib/engine/types.js";
import type {Metric, Side} from "../../../lib/explainer/types.js";
import {causes, familyOf, membersOf} from "./causes.js";
import {costOf, owenByDividends, withoutWidening} from "./recompute.js";

/** The speed-up as a game of its causes: mixtures of the two configurations are solved here, and shared out by dividends. */
export class Game {
  readonly #logs: number[] = [];
  readonly #sides: Readonly<Record<Side, Configuration>>;
  readonly #shares = new Map<string, readonly number[]>();

  constructor(
    readonly ids: readonly string[],
    baseline: Configuration,
    proposal: Configuration,
    readonly metric: Metric,
  ) {
    // What neither side pays, the widening of narrow weights, is no reason between them.
    const widens = [baseline, proposal].some((side) =>
      stepTime(side).operators.some(({widenedWeights}) => widenedWeights > 0),
    );
    const own = (side: Configuration) => (widens ? side : withoutWidening(side));
    this.#sides = {baseline: own(baseline), proposal: own(proposal)};
  }

  /** ln of how much better the baseline is with some causes taken from the proposal, up to a constant. */
  value(coalition: number): number {
    return (this.#logs[coalition] ??= -Math.log(costOf(this.mixture(coalition), this.metric)));
  }

  mixture(coalition: number): Configuration {
    return this.ids.reduce(
      (mixed, id, index) =>
        coalition & (1 << index)
          ? membersOf(id).reduce((target, member) => causes[member]!.take(target, this.#sides.proposal), mixed)
          : mixed,
      this.#sides.baseline,
    );
  }

  /**
   * What a cause multiplies the speed-up by: its Owen value in families. The other families come as wholes, so that the game
   * of one family has as many players as it has causes and there are others.
   */
  multiplier(id: string): number {
    const family = familyOf(id);
    let shares = this.#shares.get(family);
    if (shares === undefined) {
      const bits = this.ids.map((_, index) => 1 << index);
      const own = bits.filter((_, index) => familyOf(this.ids[index]!) === family);
      const others = [...new Set(this.ids.map(familyOf))].filter((other) => other !== family);
      const wholes = others.map((other) =>
        bits.reduce((union, bit, index) => (familyOf(this.ids[index]!) === other ? union | bit : union), 0),
      );
      const players = [...own, ...wholes];
      const coalitionOf = (chosen: number) =>
        players.reduce((union, player, index) => (chosen & (1 << index) ? union | player : union), 0);
      shares = owenByDividends([...own.map(() => family), ...others], (chosen) => this.value(coalitionOf(chosen)));
      this.#shares.set(family, shares);
    }
    const members = this.ids.filter((member) => familyOf(member) === family);
    return Math.exp(shares[members.indexOf(id)]!);
  }

  /** What two causes give together, starting from the baseline, over what each gives alone. */
  interaction(first: string, second: string): number {
    const [j, k] = [1 << this.ids.indexOf(first), 1 << this.ids.indexOf(second)];
    return Math.exp(this.value(j | k) - this.value(j) - this.value(k) + this.value(0));
  }
}

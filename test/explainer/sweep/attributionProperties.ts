import {attribute, attributeTo} from "../../../lib/explainer/attribution.js";
import {differingFactors, type AttributedFactor} from "../../../lib/explainer/differingFactors.js";
import {factorDefinitions, takeFactors} from "../../../lib/explainer/factors.js";
import {hold, productOf, same, type Answered, type Property} from "./property.js";

/** What of a factor's definition its shown value does not tell: launches a layer, peaks of other formats. */
const heldBeside: readonly string[] = ["launch-overhead", "peak-flops", "efficiency"];

/** The Owen value: what must hold of the causes and their families. */
export const attributionProperties: readonly Property<Answered>[] = [
  {
    title: "makes the causes multiply to the speed-up, to 1e-12",
    check: ({explanation: {factors, speedup}}) => {
      same(productOf(factors), speedup, "product of the causes");
    },
  },
  {
    title: "makes the families multiply to the speed-up, each of them the product of its causes",
    check: ({explanation: {factors, groups, speedup}}) => {
      same(productOf(groups), speedup, "product of the families");
      hold(groups.flatMap((group) => group.factors).length === factors.length, () => "a cause without a family");
      for (const group of groups) {
        const members = factors.filter((factor) => factor.group === group.id);
        hold(members.map(({id}) => id).join() === group.factors.join(), () => `family ${group.id}`);
        same(group.multiplier, productOf(members), group.id);
      }
    },
  },
  {
    title: "keeps every capture between 0 and 1 without the help of its bounds",
    check: ({explanation: {factors}}) => {
      for (const {id, capture, multiplier, ratio} of factors) {
        if (capture === null) continue;
        hold(capture >= 0 && capture <= 1, () => `capture ${capture} of ${id}`);
        // Data sheets round formats apart by up to a hundredth, so that the shown ratio may bound a little less exactly.
        const raw = Math.log(multiplier) / Math.log(ratio!);
        hold(raw > -1e-9 && raw < 1.011 && Math.abs(raw - capture) < 0.05, () => `capture ${raw} of ${id}`);
      }
    },
  },
  {
    title: "lets no rate that was raised cost anything, and none that was lowered gain anything",
    check: ({explanation: {factors}}) => {
      for (const {id, capture, multiplier, ratio} of factors) {
        if (capture === null) continue;
        const helped = ratio! > 1 ? multiplier : 1 / multiplier;
        hold(helped >= 1 - 1e-12, () => `${id}: ratio ${ratio} multiplies by ${multiplier}`);
      }
    },
  },
  {
    title: "inverts every multiplier when the sides are swapped",
    check: ({baseline, proposal, explanation: {metric, factors}}) => {
      const swapped = new Map(attribute(proposal, baseline, metric).factors.map(({id, ...rest}) => [id, rest]));
      for (const {id, group, multiplier} of factors) {
        if (group === "price" || group === "measurement") continue;
        const other = swapped.get(id);
        hold(other !== undefined, () => `${id} is no cause the other way round`);
        same(multiplier * other.multiplier, 1, id, 1e-11);
        swapped.delete(id);
      }
      hold(swapped.size === 0, () => `${[...swapped.keys()].join()} is a cause the other way round alone`);
    },
  },
  {
    title: "leaves out every cause that is the same on both sides, and no other",
    check: ({baseline, proposal, explanation: {metric, factors}}) => {
      const told = new Set(factors.flatMap(({id}) => id.split("+")));
      for (const definition of factorDefinitions) {
        const {id} = definition;
        if (heldBeside.includes(id)) continue;
        const [before, after] = definition.values(baseline, proposal);
        hold(before !== after || !told.has(id), () => `${id} is a cause, and ${before} on both sides`);
      }
      // With all that is told taken from the proposal, nothing is left of the difference.
      const taken = factorDefinitions.filter(({id}) => told.has(id));
      const reached = takeFactors(baseline, proposal, taken);
      const left = factorDefinitions.filter((factor) => factor.differs(reached, proposal, metric));
      hold(left.length === 0, () => `${left.map(({id}) => id).join()} is no cause, and differs`);
    },
  },
  {
    title: "prints as a ratio the quotient of the two values that stand beside it",
    check: ({explanation: {factors}}) => {
      for (const {id, baseline, proposal, ratio} of factors) {
        hold(ratio === null || ratio === (proposal as number) / (baseline as number), () => `${id}: ratio ${ratio}`);
      }
    },
  },
  {
    title: "keeps the multipliers of all other families when causes of one are told as fewer",
    oneIn: 3,
    check: ({baseline, proposal, explanation: {metric, factors, groups}}) => {
      const {factors: causes} = differingFactors(baseline, proposal, metric);
      const crowded = groups.find(({factors: members}) => members.length > 1);
      if (crowded === undefined) return;
      const [first, second, ...rest] = crowded.factors.map((id) => causes.find((cause) => cause.id === id)!);
      const joined = {
        ...first!,
        id: `${first!.id}+${second!.id}`,
        ratesOnly: first!.ratesOnly && second!.ratesOnly,
        take: bothOf(first!, second!),
      };
      const others = causes.filter(({group}) => group !== crowded.id);
      const coarse = attributeTo([joined, ...rest, ...others], [], baseline, proposal, metric).factors;
      same(productOf(coarse.filter(({group}) => group === crowded.id)), crowded.multiplier, crowded.id, 1e-11);
      for (const {id, multiplier} of coarse.filter(({group}) => group !== crowded.id)) {
        same(multiplier, factors.find((factor) => factor.id === id)!.multiplier, id, 1e-11);
      }
    },
  },
  {
    title: "holds interactions of each two causes once",
    check: ({explanation: {factors, interactions}}) => {
      const ids = factors.filter(({group}) => group !== "price" && group !== "measurement").map(({id}) => id);
      const expected = ids.flatMap((id, index) => ids.slice(index + 1).map((other) => `${id} ${other}`));
      const told = interactions.map(({factors: [first, second]}) => `${first} ${second}`);
      hold(told.join() === expected.join(), () => `interactions of ${told.join()}`);
    },
  },
];

function bothOf(first: AttributedFactor, second: AttributedFactor): AttributedFactor["take"] {
  return (target, source) => second.take(first.take(target, source), source);
}

import {factorDefinitions} from "../factors.js";
import {capitalised, formatCount, formatFactor, formatValue, listed} from "../format.js";
import {strongestFirst} from "../strongestFirst.js";
import type {Claim, Factor, FactorShare} from "../types.js";
import {batchOfCapacity} from "./capacity.js";
import {isNoticeable, isStrong, type Answer, type Draft} from "./draft.js";
import {isSoleCause} from "./gap.js";
import {causeName, commonNoun, gained, itOrThem, withMore} from "./words.js";
import {worth} from "./worth.js";

/** So many causes are named. */
const mostCauses = 3;

/** The strongest causes, and the strongest family where several differ and it is more than one cause. */
export function causesDraft(answer: Answer, isReason: boolean): Draft | null {
  // What was measured beyond the engine's answer has a sentence of its own.
  const known = answer.factors.filter(({id}) => id !== "unexplained");
  const telling = strongestFirst(known.filter(({multiplier}) => isNoticeable(multiplier))).slice(0, mostCauses);
  const [first] = telling;
  if (first === undefined || known.length < 2 || (!isReason && isSoleCause(first, answer))) return null;
  // Beside a gap that is told, causes that do next to nothing would only say it again.
  const further = telling.some(({id, multiplier}) => id !== answer.gap?.headline.factor && isStrong(multiplier));
  const repeats = !isReason && !further;
  if (telling.length === 1 && !isNoticeable(first.multiplier / predicted(answer)))
    return soleDraft(first, known, answer);
  return {
    claim: () => causesClaim(telling, known, answer),
    worth: repeats ? null : isReason ? worth.reason : worth.causes,
  };
}

function causesClaim(telling: readonly Factor[], known: readonly Factor[], answer: Answer): Claim {
  const {groups} = answer;
  const first = telling[0]!;
  const parts = telling.map((factor, index) => {
    const verb = index === 0 ? `multiplies ${gained(answer)} by` : "by";
    return `${described(factor, answer)} ${verb} ${formatFactor(factor.multiplier)}`;
  });
  const families = groups.filter(({id}) => id !== "measurement");
  const felt = ({factors: ids}: FactorShare) =>
    known.filter(({id, multiplier}) => ids.includes(id) && isNoticeable(multiplier)).length;
  const family = families.find((each) => each.id === first.group && felt(each) > 1);
  const whole = families.length > 1 && family !== undefined && isNoticeable(family.multiplier);
  const together = whole
    ? ` All ${family.id} causes together multiply ${itOrThem(answer)} by ${formatFactor(family.multiplier)}.`
    : "";
  return {
    id: "leading-factor",
    subject: telling.map(({id}) => `factor:${id}` as const),
    text: `${capitalised(listed(parts))}.${together}`,
    values: {
      ...Object.fromEntries(telling.map(({id, multiplier}) => [id, multiplier])),
      ...Object.fromEntries(telling.flatMap((factor) => changesOf(factor, answer)).flatMap(changeValues)),
      ...batchValues(telling, answer),
      ...(whole ? {family: family.id, familyMultiplier: family.multiplier} : {}),
    },
  };
}

/** Several things differ, and one of them is all the cause. */
function soleDraft(cause: Factor, known: readonly Factor[], answer: Answer): Draft {
  return {
    claim: () => ({
      id: "leading-factor",
      subject: [`factor:${cause.id}`],
      text: `All of the change comes from ${described(cause, answer)}.`,
      values: {
        [cause.id]: cause.multiplier,
        ...Object.fromEntries(changesOf(cause, answer).flatMap(changeValues)),
        ...batchValues([cause], answer),
      },
    }),
    // Formats are in the names of the sides: that they are the cause needs no saying where nothing else differs.
    worth: known.every(({group}) => group === "numerics") ? null : worth.causes,
  };
}

/** The batches that the causes are told to bring about, as values. */
function batchValues(told: readonly Factor[], answer: Answer): Claim["values"] {
  const batch = told.some(({id}) => id === "memory-capacity") ? batchOfCapacity(answer) : null;
  return batch === null ? {} : {baselineBatch: batch[0], proposalBatch: batch[1]};
}

/** The speed-up by the engine, whatever was measured. */
function predicted({speedup, measured}: Answer): number {
  return measured?.predictedSpeedup ?? speedup;
}

type Change = Pick<Factor, "id" | "label" | "baseline" | "proposal" | "unit">;

/** The causes that a factor stands for, each with its own values: several where they were merged. */
function changesOf(factor: Factor, {baseline, proposal}: Answer): Change[] {
  if (!factor.id.includes("+")) return [factor];
  const ids = factor.id.split("+");
  return factorDefinitions
    .filter(({id}) => ids.includes(id))
    .map((definition) => {
      const [before, after] = definition.values(baseline.configuration, proposal.configuration);
      const {id, label, unit} = definition;
      return {id, label, unit, baseline: before, proposal: after};
    });
}

function changeValues({id, baseline, proposal}: Change): [string, number | string][] {
  return [
    [`${id}:baseline`, baseline],
    [`${id}:proposal`, proposal],
  ];
}

/** "memory bandwidth (2.039 TB/s → 3.35 TB/s)"; of merged causes two at most. */
function described(factor: Factor, answer: Answer): string {
  const changes = changesOf(factor, answer);
  const named = changes.map(({id, label, baseline, proposal, unit}) => {
    const [before, after] = [formatValue(baseline, unit), formatValue(proposal, unit)];
    const batch = id === "memory-capacity" ? batchOfCapacity(answer) : null;
    const batches = batch === null ? "" : `, batch ${batch.map(formatCount).join(" → ")}`;
    return before === after ? label : `${label} (${before} → ${after}${batches})`;
  });
  const precisions = changesAlike(changes);
  if (precisions !== null) return `${precisions} (${changes[0]!.baseline} → ${changes[0]!.proposal})`;
  return withMore(named);
}

/** "weight, compute and KV cache precision", where several change in the same way; else null. */
function changesAlike(changes: readonly Change[]): string | null {
  const [first, ...others] = changes;
  const alike = others.every(({baseline, proposal}) => baseline === first!.baseline && proposal === first!.proposal);
  return others.length > 0 && alike ? commonNoun(changes.map(({label}) => label)) : null;
}

/** The name of a cause in other sentences. */
export function causeNamed(id: string, {factors}: Answer): string {
  const factor = factors.find((each) => each.id === id);
  return factor === undefined ? id : causeName(factor);
}

import {computeFormatOrNull, linkRateOrNull} from "../engine/resolveHardware.js";
import type {Configuration} from "../engine/types.js";
import {formatValue} from "./format.js";
import {factorDefinitions, takeFactors, type FactorDefinition} from "./factors.js";
import {formatsAreShared, widens} from "./rates.js";
import type {FactorGroup, FactorId, Metric} from "./types.js";

/** Up to so many causes are attributed one by one: 2⁸ hybrid solves. */
export const maxFactors = 8;

/** A cause, or several that are attributed as one. */
export type AttributedFactor = Omit<FactorDefinition, "id"> & {readonly id: string};

/**
 * The causes that differ between two configurations. Causes that cannot be told apart are merged: those whose hybrid does
 * not exist (a precision on the other side's hardware that has no peak for it, a tensor-parallel group on hardware without
 * a link, training of a model whose activations nobody counts), and whole groups where more than `maxFactors` differ.
 *
 * @returns the factors, and for each merge a sentence that says so.
 */
export function differingFactors(
  baseline: Configuration,
  proposal: Configuration,
  metric: Metric,
): {factors: readonly AttributedFactor[]; policies: readonly string[]} {
  let factors: readonly AttributedFactor[] = factorDefinitions.filter((factor) =>
    factor.differs(baseline, proposal, metric),
  );
  const policies: string[] = [];
  const sides = [baseline, proposal];
  const mergeWhere = (chosen: (factor: AttributedFactor) => boolean, reason: string) => {
    const members = factors.filter(chosen);
    if (members.length < 2) return;
    const merged = merge(members);
    factors = factors.flatMap((factor) =>
      factor === members[0] ? [merged] : members.includes(factor) ? [] : [factor],
    );
    policies.push(`${merged.label} are counted as one cause: ${reason}.`);
  };
  const mergeIds = (ids: readonly FactorId[], reason: string) => {
    mergeWhere((factor) => factor.id.split("+").some((id) => ids.includes(id as FactorId)), reason);
  };

  if (baseline.model.architecture !== proposal.model.architecture) {
    const told = ["model", "phase", "input-length", "output-length"] as const;
    const divided = ["tensor-parallel", "pipeline-parallel", "expert-parallel"] as const;
    mergeIds([...told, ...divided], "models of two kinds do not have the same phases, nor are they divided alike");
  }
  if (sides.some(({scenario}) => scenario.expertParallel > 1)) {
    mergeIds(
      ["tensor-parallel", "data-parallel", "expert-parallel"],
      "experts are spread over the devices of the others",
    );
  }
  if (!formatsAreShared(baseline, proposal)) {
    mergeIds(["peak-flops", "activation-precision"], "one side has no published peak for the other side's precision");
  }
  if (sides.some(({hardware}) => linkRateOrNull(hardware) === null)) {
    const sharing = ["phase", "tensor-parallel", "pipeline-parallel", "data-parallel", "expert-parallel"] as const;
    mergeIds(["link-bandwidth", ...sharing], "one side has no published link");
  }
  if (sides.some(({hardware}) => hardware.hostLinkBandwidthBytesPerSecond === null)) {
    mergeIds(["host-link-bandwidth", "offload"], "one side has no published host link");
  }
  if (sides.some(({model}) => "activationsPerSample" in model && model.activationsPerSample === null)) {
    mergeIds(["model", "phase"], "one side's model has no published count of activations, which training needs");
  }
  for (const group of ["numerics", "workload", "software", "hardware"] satisfies FactorGroup[]) {
    if (factors.length <= maxFactors) break;
    mergeWhere((factor) => factor.group === group, `more than ${maxFactors} causes differ`);
  }
  const further = [...fallbackPolicies(factors, baseline, proposal), ...wideningPolicies(factors, baseline, proposal)];
  return {factors, policies: [...policies, ...further]};
}

/** What becomes of weights that a mixture holds narrower than it computes, where neither side does. */
function wideningPolicies(
  factors: readonly AttributedFactor[],
  baseline: Configuration,
  proposal: Configuration,
): string[] {
  if (!["weight-precision", "activation-precision"].every((id) => factors.some((factor) => factor.id === id)))
    return [];
  if (widens(baseline) || widens(proposal)) return [];
  return [
    "Mixtures with weights narrower than their arithmetic are not charged for widening them, since neither side is.",
  ];
}

/** What becomes of a format in the mixtures with a machine that lacks it. */
function fallbackPolicies(
  factors: readonly AttributedFactor[],
  baseline: Configuration,
  proposal: Configuration,
): string[] {
  if (!["peak-flops", "activation-precision"].every((id) => factors.some((factor) => factor.id === id))) return [];
  const crossed = [
    [baseline.hardware, proposal.scenario],
    [proposal.hardware, baseline.scenario],
  ] as const;
  return crossed.flatMap(([hardware, {precision}]) => {
    const {activations} = precision;
    const used = computeFormatOrNull(hardware, activations);
    return used === null || used === activations
      ? []
      : [`${hardware.name} has no ${activations} arithmetic: in mixtures its peaks compute ${activations} in ${used}.`];
  });
}

function merge(members: readonly AttributedFactor[]): AttributedFactor {
  const join = (texts: readonly (number | string)[], glue: string) => texts.join(glue);
  return {
    id: join(
      members.map(({id}) => id),
      "+",
    ),
    group: members[0]!.group,
    label: join(
      members.map(({label}) => label),
      " and ",
    ),
    unit: null,
    ratesOnly: members.every(({ratesOnly}) => ratesOnly),
    values: (baseline, proposal) => {
      const values = members.map((member) => member.values(baseline, proposal));
      const shown = (side: 0 | 1) =>
        values.map((pair, index) => formatValue(pair[side], members[index]!.unit)).join(", ");
      return [shown(0), shown(1)];
    },
    take: (target, source) => takeFactors(target, source, members),
    differs: (baseline, proposal, metric) => members.some((member) => member.differs(baseline, proposal, metric)),
  };
}

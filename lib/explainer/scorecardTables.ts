import {capitalised, formatBytes} from "./format.js";
import type {Check, Feasibility, Level, Scorecard} from "./scorecard.js";

/** What each check is about, in words. */
const names: Readonly<Record<Scorecard["performance" | "macro"]["checks"][number]["id"], string>> = {
  latencySeconds: "time",
  ttftSeconds: "time to first token",
  tpotSeconds: "time per output token",
  throughputPerSecond: "throughput",
  costUsdPerMillionTokens: "cost",
  energyJoulesPerToken: "energy",
  carbonGramsPerMillionTokens: "CO₂",
  costUsdPerMillionSamples: "cost",
  energyJoulesPerSample: "energy",
  carbonGramsPerMillionSamples: "CO₂",
};

/** A scorecard as rows of a table: each level, and below it what was asked of it. */
export function scorecardRows({feasibility, performance, macro}: Scorecard): string[][] {
  return [
    ["", "verdict", "reason"],
    ["feasibility", feasibility.verdict, feasibilityText(feasibility)],
    ...levelRows("performance", performance),
    ...levelRows("macro", macro),
  ];
}

/** What is missing, in short: the whole sentence opens the profile that stands above. */
function feasibilityText({reason, missingBytes}: Feasibility): string {
  return missingBytes === null ? reason : `It does not fit: ${formatBytes(missingBytes)} are missing.`;
}

function levelRows<Id extends keyof typeof names>(name: string, {verdict, reason, checks}: Level<Id>): string[][] {
  const asked = checks.filter((check) => check.verdict !== "not asked");
  // The reason of a level repeats those of its checks, which stand below it.
  const lead = asked.length === 0 || verdict === "pass" ? capitalised(reason) : "";
  return [[name, verdict, lead && `${lead}.`], ...asked.map(checkRow)];
}

function checkRow<Id extends keyof typeof names>({id, verdict, reason}: Check<Id>): string[] {
  return [`  ${names[id]}`, verdict, `${capitalised(reason)}.`];
}

import type {ScenarioVerdict} from "../check/types.js";
import type {FlagSpec} from "./flags.js";

/** Forms of a check: for people, for a comment, for programs, for test reports, for dashboards. */
export const checkFormats = ["text", "markdown", "json", "junit", "benchmark"] as const;

/** What a check may fail on. */
export const failOns = ["error", "warn", "none"] as const;

/** The verdicts that make a check fail, beside what does not fit. */
export const failOn: Readonly<Record<(typeof failOns)[number], readonly ScenarioVerdict[]>> = {
  error: ["error"],
  warn: ["error", "warn"],
  none: [],
};

/** The flags of `check`. */
export const checkFlags: readonly FlagSpec[] = [
  {
    name: "base",
    value: "REF|DIR",
    help: "what to compare with: a commit of the repository, read through git, or a folder",
    expected: "a commit such as origin/main, or a folder",
  },
  {name: "head", value: "DIR", help: "the folder to check", expected: "a folder", fallback: "."},
  {
    name: "file",
    value: "PATH",
    help: "the scenario file, from the folder",
    expected: "a path",
    fallback: "regime-shift.yaml",
  },
  {
    name: "format",
    value: "WORD",
    help: "form of the answer",
    expected: "text, markdown, json, junit or benchmark",
    fallback: "text",
  },
  {
    name: "fail-on",
    value: "WORD",
    help: "which crossed limits end with exit code 3",
    expected: "error, warn or none",
    fallback: "error",
  },
  {
    name: "site",
    value: "URL",
    help: "the site that links lead to, in place of the file's",
    expected: "a web address that begins with https://",
  },
];

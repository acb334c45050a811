/** The conventions that the figures of an accelerator are held against. */
export const conventionRules = [
  "sparse-peak",
  "precision-ladder",
  "precision-step",
  "binary-gigabytes",
  "form-factor",
  "link-direction",
  "bus-width",
  "ridge-point",
  "power",
  "addressable",
] as const;
/** One of them. */
export type ConventionRule = (typeof conventionRules)[number];

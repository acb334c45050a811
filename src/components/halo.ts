/**
 * Attributes that set a text off from the lines it crosses, by a rim in the colour of the paper: so wide that no line shows
 * between two letters, or between two words.
 */
export const halo = {
  stroke: "var(--paper)",
  "stroke-width": 6,
  "stroke-linejoin": "round",
  "paint-order": "stroke",
} as const;

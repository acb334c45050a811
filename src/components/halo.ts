/** Attributes that set a text off from the lines it crosses, by a rim in the colour of the paper. */
export const halo = {
  stroke: "var(--paper)",
  "stroke-width": 3,
  "stroke-linejoin": "round",
  "paint-order": "stroke",
} as const;

/** The ways in which each page is looked at: desktop and phone, light and dark. */
export const views = [
  {name: "desktop-light", width: 1280, height: 900, colorScheme: "light"},
  {name: "desktop-dark", width: 1280, height: 900, colorScheme: "dark"},
  {name: "phone-light", width: 390, height: 844, colorScheme: "light"},
  {name: "phone-dark", width: 390, height: 844, colorScheme: "dark"},
] as const;

export type View = (typeof views)[number];

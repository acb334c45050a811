import type {CatalogSheet, SheetItem} from "./catalogSheet.js";
import {homeState} from "./homeState.js";

/**
 * The query with which the home page compares an item, or runs a model; null where it does not compare such items.
 *
 * @param first - What an accelerator is held against; without it, the home page's own baseline.
 */
export function homeQuery({folder}: Pick<CatalogSheet, "folder">, item: SheetItem, first?: SheetItem): string | null {
  if (item.standsAlone || first?.standsAlone) return null;
  if (folder === "models") return `?${new URLSearchParams({model: item.id}).toString()}`;
  const baseline = first?.id ?? homeState.baseline;
  // The accelerator that stands as baseline would be compared with itself: it trades places.
  const query =
    item.id === baseline ? {baseline: homeState.proposal, proposal: item.id} : {baseline, proposal: item.id};
  return `?${new URLSearchParams(query).toString()}`;
}

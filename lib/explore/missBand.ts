/** A prediction within this fraction of what was measured counts as near. */
export const nearBand = 0.3;

/** Whether ln(predicted ÷ measured) lies outside the band, to either side. */
export function isMiss(logError: number): boolean {
  return Math.abs(logError) > Math.log1p(nearBand);
}

/** The band around a measured value: as far below it, as a factor, as above. */
export const bandFactors = [1 / (1 + nearBand), 1 + nearBand] as const;

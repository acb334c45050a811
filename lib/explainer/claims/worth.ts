/**
 * What each kind of sentence is worth where not all are shown. The answer, what puts it in doubt, the regime, the reason and
 * the way on are never cut: no two comparisons have seven of them. The rest is ordered by how much it adds to these.
 */
export const worth = {
  answer: 1000,
  fallback: 900,
  impossible: 890,
  unexplained: 880,
  regime: 800,
  /** The gap, or the causes where there is none. */
  reason: 790,
  termTimes: 780,
  /** Which batch to take decides more than why. */
  breakEvenBatch: 770,
  /** What a stakeholder pays for it. */
  devices: 760,
  next: 700,
  otherMeasure: 650,
  levers: 648,
  bytes: 645,
  capacity: 640,
  causes: 620,
  priceGiven: 610,
  wastedRate: 600,
  strongInteraction: 570,
  window: 560,
  mixed: 440,
  /** The time beside energy or money. */
  timeBeside: 460,
  operators: 450,
  flip: 430,
  /** Both batches are the most that an engine takes, whatever memory holds. */
  capped: 420,
  interaction: 400,
  rateFlip: 350,
} as const;

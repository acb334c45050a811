/** How a chart is drawn. */
export interface ChartOptions {
  /** Pixels of the container: charts are drawn at its width, not scaled to it. */
  readonly width: number;
}

/** Where a function of several numbers is least. */
export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
}

interface Vertex {
  readonly point: readonly number[];
  readonly value: number;
}

/**
 * The simplex method of Nelder and Mead (The Computer Journal 7, 1965, pages 308–313), which needs no derivative: a sum of
 * absolute errors over a maximum has corners where none exists. Deterministic.
 *
 * @param step - Size of the first simplex in each direction.
 * @param tolerance - Ends when no vertex differs from the best one by more than this in any direction.
 */
export function nelderMead(
  evaluate: (point: readonly number[]) => number,
  start: readonly number[],
  {step = 0.2, tolerance = 1e-4, evaluations = 4000} = {},
): Minimum {
  let left = evaluations;
  const at = (point: readonly number[]): Vertex => {
    left -= 1;
    return {point, value: evaluate(point)};
  };
  let simplex = [
    at(start),
    ...start.map((_, axis) => at(start.map((value, index) => (index === axis ? value + step : value)))),
  ];
  const size = start.length;
  for (;;) {
    simplex.sort((a, b) => a.value - b.value);
    const [best, worst, second] = [simplex[0], simplex[size], simplex[size - 1]] as [Vertex, Vertex, Vertex];
    const width = Math.max(
      ...simplex.flatMap(({point}) => point.map((x, axis) => Math.abs(x - (best.point[axis] ?? 0)))),
    );
    if (width < tolerance || left <= 0) return best;

    const centre = start.map(
      (_, axis) => simplex.slice(0, size).reduce((sum, {point}) => sum + (point[axis] ?? 0), 0) / size,
    );
    const along = (distance: number): Vertex =>
      at(centre.map((x, axis) => x + distance * (x - (worst.point[axis] ?? 0))));
    const reflected = along(1);
    if (reflected.value < best.value) {
      const expanded = along(2);
      simplex[size] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < second.value) {
      simplex[size] = reflected;
    } else {
      const contracted = reflected.value < worst.value ? along(0.5) : along(-0.5);
      if (contracted.value < Math.min(worst.value, reflected.value)) simplex[size] = contracted;
      else
        simplex = simplex.map((vertex) =>
          vertex === best ? best : at(vertex.point.map((x, axis) => ((best.point[axis] ?? 0) + x) / 2)),
        );
    }
  }
}

/** As `nelderMead`, begun again from its own answer until that no longer helps, so that no collapsed simplex has the last word. */
export function minimise(evaluate: (point: readonly number[]) => number, start: readonly number[]): Minimum {
  let found = nelderMead(evaluate, start);
  for (let round = 0; round < 8; round += 1) {
    const again = nelderMead(evaluate, found.point, {step: 0.1});
    const gained = found.value - again.value;
    if (gained > 0) found = again;
    if (gained < 1e-6) return found;
  }
  return found;
}

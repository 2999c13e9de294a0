// Integer arithmetic the whole firmware shares. Division is where an integer would leave the integers, so it has one home.

// Bound once: a module constant is cheaper than a look-up in a global object, on XS as in the tests' sandbox.
const { trunc } = Math;

/** The quotient of two whole numbers rounded to the nearest whole number, halves away from zero. `by` is not 0. */
export function divRound(value: number, by: number): number {
  const half = by < 0 ? -by / 2 : by / 2;
  return trunc((value < 0 ? value - half : value + half) / by);
}

/** A gain of one, in the parts per million that calibration is stored in. */
export const UNITY_PPM = 1_000_000;

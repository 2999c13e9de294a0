// The open-circuit voltage over the state of charge (0..1, and beyond both ends for abuse): domain reference 9.1.
// Straight lines between the points; the outermost lines go on beyond the table.

import type { Chemistry } from './world';

export interface Curve {
  /** Rising. */
  readonly soc: Float64Array;
  readonly volts: Float64Array;
  /** Each segment as base + slope * soc. */
  readonly base: Float64Array;
  readonly slope: Float64Array;
}

type Point = readonly [percent: number, millivolts: number];

/** Millivolts at 100, 95, ... 0 %. */
const LFP = [
  3392, 3314, 3309, 3308, 3304, 3296, 3283, 3275, 3271, 3268, 3265, 3264, 3262, 3252, 3240, 3226, 3213, 3190, 3177,
  3132, 2833,
];
const NMC = [
  4198, 4135, 4089, 4056, 4026, 3993, 3962, 3924, 3883, 3858, 3838, 3819, 3803, 3787, 3764, 3745, 3726, 3702, 3684,
  3588, 2800,
];
const LTO = [
  2800, 2513, 2458, 2415, 2376, 2340, 2309, 2282, 2259, 2240, 2224, 2210, 2198, 2187, 2177, 2166, 2154, 2141, 2125,
  2105, 2000,
];

const CURVES: Readonly<Record<Chemistry, Curve>> = {
  lfp: curve(LFP, [
    [99, 3350],
    [98, 3335],
    [101, 3500],
    [102, 3650],
    [104, 4000],
    [110, 4600],
    [-2, 2500],
    [-5, 2000],
    [-10, 1000],
  ]),
  nmc: curve(NMC, [
    [102, 4250],
    [105, 4350],
    [110, 4600],
    [-2, 2600],
    [-5, 2000],
  ]),
  lto: curve(LTO, [
    [101, 2850],
    [105, 3000],
    [110, 3300],
    [-2, 1800],
    [-5, 1400],
  ]),
};

export function curveOf(chemistry: Chemistry): Curve {
  return CURVES[chemistry];
}

/** The segment that holds `soc`, looked for from `from` on: cells hardly move between two calls. */
export function segmentAt(curve: Curve, soc: number, from: number): number {
  const last = curve.slope.length - 1;
  let segment = from;
  while (segment < last && soc > curve.soc[segment + 1]) segment += 1;
  while (segment > 0 && soc < curve.soc[segment]) segment -= 1;
  return segment;
}

export function voltsAt(curve: Curve, soc: number): number {
  const segment = segmentAt(curve, soc, 0);
  return curve.base[segment] + curve.slope[segment] * soc;
}

/** The state of charge at which a cell rests at `volts`. */
export function socAt(curve: Curve, volts: number): number {
  const last = curve.slope.length - 1;
  let segment = 0;
  while (segment < last && volts > curve.volts[segment + 1]) segment += 1;
  return (volts - curve.base[segment]) / curve.slope[segment];
}

function curve(every5Percent: readonly number[], further: readonly Point[]): Curve {
  const points: Point[] = every5Percent.map((millivolts, index) => [100 - 5 * index, millivolts]);
  points.push(...further);
  points.sort((one, other) => one[0] - other[0]);
  const soc = Float64Array.from(points, (point) => point[0] / 100);
  const volts = Float64Array.from(points, (point) => point[1] / 1000);
  const slope = new Float64Array(points.length - 1);
  const base = new Float64Array(points.length - 1);
  for (let at = 0; at < slope.length; at += 1) {
    const rise = volts[at + 1] - volts[at];
    slope[at] = rise / (soc[at + 1] - soc[at]);
    base[at] = volts[at] - slope[at] * soc[at];
  }
  return { soc, volts, base, slope };
}

// What "small" and "large" current mean for this pack: thresholds that domain rules state as fractions of the capacity.
// Worked out once per change of settings, because the tick does not divide.

export interface PackScale {
  readonly capacityMilliampHours: number;
  /** Below this in either direction, resistance hardly shows in the cell voltages: max(0.05 C, 2 A). */
  readonly lowMilliamps: number;
  /** A step this large must show in the cell voltages: 0.1 C. */
  readonly stepMilliamps: number;
  /** A change this large explains any jump of a cell: 0.2 C. */
  readonly jumpMilliamps: number;
}

export function packScale(capacityMilliampHours: number): PackScale {
  return {
    capacityMilliampHours,
    lowMilliamps: Math.max(Math.round(capacityMilliampHours / 20), 2_000),
    stepMilliamps: Math.max(Math.round(capacityMilliampHours / 10), 1_000),
    jumpMilliamps: Math.max(Math.round(capacityMilliampHours / 5), 1_000),
  };
}

// Settings as they are used. Clients write one register at a time, so a value may for a while contradict another one;
// what is stored stays as written, and whoever uses it asks here.

import type { SettingValues } from './registry';

type Values = Readonly<SettingValues>;

/** The voltage of the highest cell that means full: never out of reach behind the overvoltage trip. */
export function effectiveFullMillivolts(values: Values): number {
  return Math.min(values.cellFullMillivolts, values.cellOvervoltageTripMillivolts - 10);
}

/** The voltage of the lowest cell that means empty: never out of reach behind the undervoltage trip. */
export function effectiveEmptyMillivolts(values: Values): number {
  return Math.max(values.cellEmptyMillivolts, values.cellUndervoltageTripMillivolts);
}

/** What a charger may be asked for, per cell: with a distance to the overvoltage trip, so that it is not reached. */
export function effectiveChargeMillivolts(values: Values): number {
  return Math.min(values.cellChargeMillivolts, values.cellOvervoltageTripMillivolts - 50);
}

export function effectiveFloatMillivolts(values: Values): number {
  return Math.min(values.cellFloatMillivolts, effectiveChargeMillivolts(values));
}

export function effectiveBalanceStartMillivolts(values: Values): number {
  return Math.min(values.balanceStartMillivolts, effectiveChargeMillivolts(values));
}

/** Balancing on less than twice the noise would chase the noise. */
export function effectiveBalanceTriggerMillivolts(values: Values, cellNoiseMillivolts: number): number {
  return Math.max(values.balanceTriggerMillivolts, 2 * cellNoiseMillivolts);
}

/** The second charge level stays a tenth above the first even where it was written lower. */
export function effectiveChargeOvercurrent2Milliamps(values: Values): number {
  return Math.max(values.chargeOvercurrent2TripMilliamps, Math.ceil((values.chargeOvercurrentTripMilliamps * 11) / 10));
}

// Limits that are worked out of several settings. Everything here is computed when settings change, never in the tick.

import type { Facts } from '../src/model/facts';
import type { SettingValues } from '../src/settings/registry';
import { chemistries } from '../src/settings/row';

type Values = Readonly<SettingValues>;

export const criticalUndervoltage = (values: Values): number =>
  values.cellUndervoltageTripMillivolts - values.criticalMarginMillivolts;

export const criticalOvervoltage = (values: Values): number =>
  values.cellOvervoltageTripMillivolts + values.criticalMarginMillivolts;

/** Below this graphite cells may hold dissolved copper, and charging them is a fire risk (domain reference 3.3). */
export const deadCell = (values: Values): number => (values.chemistry === chemistries.lto ? 1_000 : 1_500);

export const packOvervoltage = (values: Values): number =>
  Math.round(values.cellCount * values.cellOvervoltageTripMillivolts * 1.02);

export const packOvervoltageClear = (values: Values): number =>
  values.cellCount * values.cellOvervoltageClearMillivolts;

export const packUndervoltage = (values: Values): number =>
  Math.round(values.cellCount * values.cellUndervoltageTripMillivolts * 0.98);

export const packUndervoltageClear = (values: Values): number =>
  values.cellCount * values.cellUndervoltageClearMillivolts;

export const cellSpreadWarnClear = (values: Values): number => Math.round(values.cellSpreadWarnMillivolts / 2);
export const cellSpreadClear = (values: Values): number => Math.round(values.cellSpreadTripMillivolts / 2);

/** 0.1 C + 2 A: what a deeply discharged pack may take while it is revived. */
export const revivalCurrent = (values: Values): number => Math.round(values.capacityMilliampHours / 10) + 2_000;

const NEVER = 0x7fffffff;

/** Trips within the window that are one too many; a count of 0 switches the lock off. */
export const lockTrips = (values: Values): number =>
  values.overcurrentLockCount === 0 ? NEVER : values.overcurrentLockCount - 1;

/** Short circuits lock after three at the latest. */
export const shortCircuitLockTrips = (values: Values): number => Math.min(lockTrips(values), 2);

/** The levels that selectors share. */
export function sharedLevels(
  values: Values,
): Pick<
  Facts['configuration'],
  | 'criticalUndervoltageMillivolts'
  | 'criticalOvervoltageMillivolts'
  | 'overvoltageClearMillivolts'
  | 'nearlyHotDeciCelsius'
> {
  return {
    criticalUndervoltageMillivolts: criticalUndervoltage(values),
    criticalOvervoltageMillivolts: criticalOvervoltage(values),
    overvoltageClearMillivolts: values.cellOvervoltageClearMillivolts,
    nearlyHotDeciCelsius: values.dischargeOvertemperatureTripDeciCelsius - 100,
  };
}

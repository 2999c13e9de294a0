// The one-click presets and the factory state. `safe` is what this project recommends and fits itself to pack and board;
// `manual` is the table of the seed manual, its two swapped headings corrected.
// The safe LFP values are the fallbacks of the registry; the tables here name only what differs from what they build on.

import type { Board } from '../../hal/ports/board';
import { deepFreeze } from '../model/deepFreeze';
import { SHUTDOWN_DISTANCE_MILLIVOLTS } from './consistency';
import type { BoardKey, SettingKey, SettingValues } from './registry';
import { chemistries } from './row';
import { roundedDown, rowOf, settingRows } from './rows';
import { chargeSecondLevelMilliamps, dischargeSecondLevelMilliamps } from './secondLevel';

export type Variant = 'safe' | 'manual';
export type PresetChemistry = 'lfp' | 'nmc' | 'lto';

type Differences = Readonly<Partial<SettingValues>>;

/** The manual recommends a finer balance trigger than this above 50 Ah, and prints this for every chemistry. */
const COARSE_TRIGGER_MILLIVOLTS = 10;
const FINE_TRIGGER_ABOVE_MILLIAMP_HOURS = 50_000;

/** Differences from the registry's fallbacks. */
export const safePresets = deepFreeze({
  lfp: {},
  nmc: {
    cellUndervoltageTripMillivolts: 2_900,
    cellUndervoltageClearMillivolts: 3_200,
    cellOvervoltageTripMillivolts: 4_200,
    cellOvervoltageClearMillivolts: 4_100,
    cellShutdownMillivolts: 2_700,
    balanceStartMillivolts: 3_900,
    chargeOvertemperatureTripDeciCelsius: 450,
    chargeOvertemperatureClearDeciCelsius: 400,
    cellFullMillivolts: 4_150,
    cellEmptyMillivolts: 3_000,
    cellChargeMillivolts: 4_150,
    cellFloatMillivolts: 4_050,
  },
  lto: {
    cellUndervoltageTripMillivolts: 1_900,
    cellUndervoltageClearMillivolts: 2_100,
    cellOvervoltageTripMillivolts: 2_750,
    cellOvervoltageClearMillivolts: 2_600,
    cellShutdownMillivolts: 1_700,
    balanceStartMillivolts: 2_400,
    chargeUndertemperatureTripDeciCelsius: -200,
    chargeUndertemperatureClearDeciCelsius: -100,
    dischargeUndertemperatureTripDeciCelsius: -300,
    dischargeUndertemperatureClearDeciCelsius: -250,
    cellFullMillivolts: 2_650,
    cellEmptyMillivolts: 2_000,
    cellChargeMillivolts: 2_650,
    cellFloatMillivolts: 2_500,
    heaterOnDeciCelsius: -80,
    heaterOffDeciCelsius: -30,
  },
} as const satisfies Record<PresetChemistry, Differences>);

/** What the manual prints for every chemistry; differences from the safe preset. */
const manualForAll = deepFreeze({
  balanceTriggerMillivolts: COARSE_TRIGGER_MILLIVOLTS,
  balanceMaximumMilliamps: 5_000,
  chargeOvertemperatureTripDeciCelsius: 700,
  chargeOvertemperatureClearDeciCelsius: 600,
  dischargeOvertemperatureTripDeciCelsius: 700,
  dischargeOvertemperatureClearDeciCelsius: 600,
  chargeUndertemperatureTripDeciCelsius: -200,
  chargeUndertemperatureClearDeciCelsius: -100,
} as const satisfies Differences);

/** Differences from the safe preset of the same chemistry, after what the manual prints for all. */
export const manualPresets = deepFreeze({
  lfp: {
    cellUndervoltageTripMillivolts: 2_500,
    cellUndervoltageClearMillivolts: 2_650,
    cellOvervoltageClearMillivolts: 3_600,
    cellShutdownMillivolts: 2_500,
  },
  nmc: {
    cellUndervoltageTripMillivolts: 2_800,
    cellShutdownMillivolts: 2_799,
  },
  lto: {
    cellUndervoltageTripMillivolts: 1_800,
    cellUndervoltageClearMillivolts: 2_000,
    cellOvervoltageTripMillivolts: 2_700,
    cellOvervoltageClearMillivolts: 2_400,
  },
} as const satisfies Record<PresetChemistry, Differences>);

/** A balance wire may drop this much at the highest balance current. */
const WIRE_DROP_MILLIVOLTS = 500;

/** The facts of the board under the keys by which they are read. */
function boardFacts(board: Board): Record<BoardKey, number> {
  return {
    shortCircuitTripMilliamps: board.shortCircuitMilliamps,
    powerStageTripDeciCelsius: board.powerStageTripDeciCelsius,
    powerStageClearDeciCelsius: board.powerStageClearDeciCelsius,
  };
}

/** Current limits for a capacity: also what a screen offers after the capacity was changed. */
export function safeChargeTripMilliamps(capacityMilliampHours: number, board: Board): number {
  return scaled('chargeOvercurrentTripMilliamps', capacityMilliampHours / 2, board);
}

export function safeDischargeTripMilliamps(capacityMilliampHours: number, board: Board): number {
  return scaled('dischargeOvercurrentTripMilliamps', capacityMilliampHours, board);
}

/**
 * What the settings would be after the preset; the caller checks it as any other set.
 * The three switches go to their fallback with the rest: off, until the user has seen the new limits.
 */
export function presetValues(
  chemistry: PresetChemistry,
  variant: Variant,
  before: Readonly<SettingValues>,
  board: Board,
): SettingValues {
  const next: SettingValues = { ...before };
  for (const row of settingRows) {
    if (row.access === 'operate' && row.preset !== 'keeps') next[row.key] = row.fallback;
  }
  Object.assign(next, safePresets[chemistry]);
  if (variant === 'manual') {
    Object.assign(next, manualForAll, manualPresets[chemistry]);
  } else {
    const capacity = next.capacityMilliampHours;
    next.chargeOvercurrentTripMilliamps = safeChargeTripMilliamps(capacity, board);
    next.dischargeOvercurrentTripMilliamps = safeDischargeTripMilliamps(capacity, board);
    if (capacity <= FINE_TRIGGER_ABOVE_MILLIAMP_HOURS) next.balanceTriggerMillivolts = COARSE_TRIGGER_MILLIVOLTS;
  }
  next.chemistry = chemistries[chemistry];
  fit(next, board);
  return next;
}

/** The state a device leaves the factory in: the safe LFP numbers as far as the board bears them, chemistry unset. */
export function factoryValues(board: Board): SettingValues {
  const values = {} as SettingValues;
  for (const row of settingRows) values[row.key] = row.fallback;
  Object.assign(values, boardFacts(board));
  const bearableCells = Math.floor(board.maximumPackMillivolts / values.cellOvervoltageTripMillivolts);
  values.cellCount = Math.min(values.cellCount, board.maximumCells, bearableCells);
  const fitted = presetValues('lfp', 'safe', values, board);
  fitted.chemistry = chemistries.unset;
  return fitted;
}

/** Settings that depend on others of the same set. */
function fit(next: SettingValues, board: Board): void {
  // The manual prints shutdown voltages at the undervoltage trip, or 1 mV below it, and asks in its text for lower ones.
  next.cellShutdownMillivolts = Math.min(
    next.cellShutdownMillivolts,
    next.cellUndervoltageTripMillivolts - SHUTDOWN_DISTANCE_MILLIVOLTS,
  );
  next.chargeOvercurrent2TripMilliamps = chargeSecondLevelMilliamps(next.chargeOvercurrentTripMilliamps);
  next.dischargeOvercurrent2TripMilliamps = dischargeSecondLevelMilliamps(
    next.dischargeOvercurrent2TripMilliamps,
    next.dischargeOvercurrentTripMilliamps,
    next.shortCircuitTripMilliamps,
  );
  const balance = Math.min(next.balanceMaximumMilliamps, board.maximumBalanceMilliamps);
  next.balanceMaximumMilliamps = roundedDown('balanceMaximumMilliamps', balance);
  const wire = Math.floor((WIRE_DROP_MILLIVOLTS * 1000) / next.balanceMaximumMilliamps);
  next.wireResistanceAlarmMilliohms = roundedDown('wireResistanceAlarmMilliohms', wire);
}

function scaled(key: SettingKey, byCapacityMilliamps: number, board: Board): number {
  return roundedDown(key, Math.min(rowOf(key).fallback, byCapacityMilliamps, board.maximumContinuousMilliamps));
}

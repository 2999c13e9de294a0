// The numbers that rules watch. Each reads the facts and answers in the unit of its name; none keeps anything.

import type { Facts } from '../src/model/facts';
import { CHARGE, POWER_PATHS } from '../src/model/outputs';

export const highestCellMillivolts = (facts: Facts): number => facts.sample.cells.highestMillivolts;
export const lowestCellMillivolts = (facts: Facts): number => facts.sample.cells.lowestMillivolts;
export const packMillivolts = (facts: Facts): number => facts.sample.cells.sumMillivolts;

export const cellSpreadMillivolts = (facts: Facts): number =>
  facts.sample.cells.highestMillivolts - facts.sample.cells.lowestMillivolts;

export const cellCountDifference = (facts: Facts): number => {
  const difference = facts.sample.cells.detected - facts.configuration.cellCount;
  return difference < 0 ? -difference : difference;
};

/** A cell that is not there is not dead: that is a matter of the count. */
export const everyCellConnected = (facts: Facts): boolean =>
  facts.sample.cells.detected >= facts.configuration.cellCount;

/** All are there, and resistance hardly shows in their voltages: a spread means what it says. */
export const cellsComparable = (facts: Facts): boolean => {
  const current = facts.sample.current;
  const low = facts.configuration.scale.lowMilliamps;
  return current.valid && current.milliamps < low && current.milliamps > -low && everyCellConnected(facts);
};

export const distrustedCells = (facts: Facts): number => facts.sample.cells.distrusted;
export const frozenScans = (facts: Facts): number => facts.sample.cells.frozenScans;

/** What sum and stack may differ by, per cell: the 1 % of other practice is less for every cell below 5 V. */
const STACK_TOLERANCE_MILLIVOLTS = 50;

/** How far the sum of the cells is from the stack measured by itself, beyond what accuracy explains. */
export const stackDisagreementMillivolts = (facts: Facts): number => {
  const cells = facts.sample.cells;
  const difference = cells.sumMillivolts - cells.stackMillivolts;
  return (difference < 0 ? -difference : difference) - cells.count * STACK_TOLERANCE_MILLIVOLTS;
};

export const stackMeasured = (facts: Facts): boolean => facts.sample.cells.stackValid;

export const chargeMilliamps = (facts: Facts): number => facts.sample.current.milliamps;
export const dischargeMilliamps = (facts: Facts): number => -facts.sample.current.milliamps;

export const currentMagnitudeMilliamps = (facts: Facts): number => {
  const milliamps = facts.sample.current.milliamps;
  return milliamps < 0 ? -milliamps : milliamps;
};

/** No path has been closed for longer than a contactor takes to open and an arc to die. */
export const everyPathOpen = (facts: Facts): boolean =>
  facts.switching.openMs > 500 && (facts.switching.readBack & POWER_PATHS) === 0;

export const signContradictions = (facts: Facts): number => facts.sample.current.contradictions;

/** A surge that hardware has caught counts as the largest number: it is faster than any reading of the current. */
const CAUGHT_BY_HARDWARE = 0x7fffffff;

export const dischargeSurgeMilliamps = (facts: Facts): number => {
  const hardware = facts.sample.hardware;
  if (hardware.shortCircuitLatched || hardware.dischargeAlert) return CAUGHT_BY_HARDWARE;
  return facts.sample.current.valid ? -facts.sample.current.milliamps : 0;
};

export const chargeSurgeMilliamps = (facts: Facts): number => {
  if (facts.sample.hardware.chargeAlert) return CAUGHT_BY_HARDWARE;
  return facts.sample.current.valid ? facts.sample.current.milliamps : 0;
};

/** Charge current into a pack with a cell below the critical level: such a pack is revived gently or not at all. */
export const revivalMilliamps = (facts: Facts): number =>
  facts.sample.cells.valid && facts.sample.cells.lowestMillivolts < facts.configuration.criticalUndervoltageMillivolts
    ? facts.sample.current.milliamps
    : 0;

/** Charge current that flows past the open charge path into a cell above the critical level. */
export const strayChargeMilliamps = (facts: Facts): number =>
  facts.sample.cells.valid &&
  facts.sample.cells.highestMillivolts > facts.configuration.criticalOvervoltageMillivolts &&
  (facts.switching.readBack & CHARGE) === 0
    ? facts.sample.current.milliamps
    : 0;

/** Nothing charges any more, or the cells are low enough. Without the former, both paths open would be for ever. */
export const strayChargeOver = (facts: Facts): boolean =>
  !facts.sample.chargerPresent ||
  (facts.sample.cells.valid &&
    facts.sample.cells.doubtful === 0 &&
    facts.sample.cells.highestMillivolts < facts.configuration.overvoltageClearMillivolts);

export const chargeLockTrips = (facts: Facts): number => facts.verdict.lockTrips[0];
export const dischargeLockTrips = (facts: Facts): number => facts.verdict.lockTrips[1];
export const shortCircuitLockTrips = (facts: Facts): number => facts.verdict.lockTrips[2];

export const revivalLockTrips = (facts: Facts): number => facts.verdict.lockTrips[3];

export const chargerPresent = (facts: Facts): boolean => facts.sample.chargerPresent;
export const chargerAbsent = (facts: Facts): boolean => !facts.sample.chargerPresent;

export const hottestDeciCelsius = (facts: Facts): number => facts.sample.temperatures.hottestDeciCelsius;
export const coldestDeciCelsius = (facts: Facts): number => facts.sample.temperatures.coldestDeciCelsius;

export const probeSpreadDeciKelvin = (facts: Facts): number =>
  facts.sample.temperatures.hottestDeciCelsius - facts.sample.temperatures.coldestDeciCelsius;

export const anyProbe = (facts: Facts): boolean => facts.sample.temperatures.present !== 0;

export const risingDeciKelvinPerSecond = (facts: Facts): number => facts.sample.temperatures.risingDeciKelvinPerSecond;
export const lostProbes = (facts: Facts): number => facts.sample.temperatures.lost;

/** Probes lost that leave the discharge side blind: the last cell probe, or one that was hot when it went. */
export const blindingProbes = (facts: Facts): number => {
  const temperatures = facts.sample.temperatures;
  if (temperatures.lost === 0) return 0;
  if (temperatures.present === 0) return temperatures.lost;
  for (let probe = 0; probe < temperatures.probeDeciCelsius.length; probe += 1) {
    if (
      (temperatures.lost & (1 << probe)) !== 0 &&
      temperatures.probeDeciCelsius[probe] > facts.configuration.nearlyHotDeciCelsius
    ) {
      return temperatures.lost;
    }
  }
  return 0;
};

/** How far the lowest cell has fallen within ten seconds of low current, while the cells grow warmer. */
export const warmingFallMillivolts = (facts: Facts): number =>
  facts.sample.cells.valid && facts.sample.temperatures.risingDeciKelvinPerSecond >= 2
    ? facts.sample.cells.fallMillivolts
    : 0;

export const powerStageDeciCelsius = (facts: Facts): number => facts.sample.temperatures.boardDeciCelsius;
export const powerStageProbe = (facts: Facts): boolean => facts.sample.temperatures.boardPresent;

export const cellSilenceMs = (facts: Facts): number => facts.sample.cells.silentMs;
export const currentSilenceMs = (facts: Facts): number => facts.sample.current.silentMs;
export const temperatureSilenceMs = (facts: Facts): number => facts.sample.temperatures.silentMs;
export const supplySilenceMs = (facts: Facts): number => facts.sample.supply.silentMs;

export const settingsBroken = (facts: Facts): number => (facts.configuration.intact ? 0 : 1);
export const chemistryUnset = (facts: Facts): number => (facts.configuration.commissioned ? 0 : 1);

export const supplyMillivolts = (facts: Facts): number => facts.sample.supply.millivolts;
export const coilMillivolts = (facts: Facts): number => facts.sample.supply.coilMillivolts;

export const disobedientOutputs = (facts: Facts): number => facts.switching.disobedient;
export const prechargeFailures = (facts: Facts): number => facts.switching.prechargeFailures;

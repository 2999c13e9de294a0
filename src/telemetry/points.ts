// Telemetry points: every fact the BMS tells, one row each. A row says what the fact means and how it is read; where it
// lies on a wire or a screen is not its business. `undefined` is a fact that is not known now; nobody invents a value.

import { ruleNumber, type Fault } from '../../protection/rules';
import type { Bms } from '../bms';
import { deepFreeze } from '../model/deepFreeze';
import { divRound } from '../model/arithmetic';
import { CHARGE, DISCHARGE, HEATER, PRECHARGE } from '../model/outputs';
import { MAXIMUM_PROBES } from '../model/sample';
import {
  chargeCurrentLimitMilliamps,
  chargeVoltageLimitMillivolts,
  dischargeCurrentLimitMilliamps,
} from './chargeLimits';
import { activeErrorCodes, errorCode } from './errorCode';

export type Unit =
  'mV' | 'mA' | 'mW' | 'mAh' | 'mOhm' | '0.1 degC' | '0.1 %' | '%' | 's' | 'index' | 'bits' | 'count' | 'yes/no';

export interface Point {
  readonly id: number;
  readonly key: string;
  readonly unit: Unit;
  readonly help: string;
  /** One value for each cell or probe instead of one for the pack. */
  readonly each?: 'cell' | 'probe';
  /** `index` is the cell or probe, 0 for the pack. */
  readonly read: (bms: Bms, index: number) => number | undefined;
}

const cells = (bms: Bms) => (bms.facts.sample.cells.valid ? bms.facts.sample.cells : undefined);
const milliamps = (bms: Bms) => (bms.facts.sample.current.valid ? bms.facts.sample.current.milliamps : undefined);
const closed = (bms: Bms, output: number) => ((bms.facts.switching.readBack & output) === 0 ? 0 : 1);
const releaseSeconds = (bms: Bms, fault: Fault) => divRound(bms.releaseInMs(ruleNumber[fault]), 1_000);

// prettier-ignore
export const points = deepFreeze([
  // --- cells ---
  { id: 1, key: 'cellCount', unit: 'count', help: 'Cells in series by the settings.', read: (bms) => bms.settings.values.cellCount },
  { id: 2, key: 'cellMillivolts', unit: 'mV', each: 'cell', help: 'Voltage of each cell.', read: (bms, cell) => cells(bms)?.millivolts[cell] },
  { id: 3, key: 'packMillivolts', unit: 'mV', help: 'Sum of the cells.', read: (bms) => cells(bms)?.sumMillivolts },
  { id: 4, key: 'stackMillivolts', unit: 'mV', help: 'The whole stack, measured by itself.', read: (bms) => (cells(bms)?.stackValid === true ? bms.facts.sample.cells.stackMillivolts : undefined) },
  { id: 5, key: 'cellAverageMillivolts', unit: 'mV', help: 'Mean cell voltage.', read: (bms) => { const group = cells(bms); return group && divRound(group.sumMillivolts, group.count); } },
  { id: 6, key: 'cellSpreadMillivolts', unit: 'mV', help: 'Highest minus lowest cell.', read: (bms) => { const group = cells(bms); return group && group.highestMillivolts - group.lowestMillivolts; } },
  { id: 7, key: 'highestCellMillivolts', unit: 'mV', help: 'The highest cell voltage.', read: (bms) => cells(bms)?.highestMillivolts },
  { id: 8, key: 'lowestCellMillivolts', unit: 'mV', help: 'The lowest cell voltage.', read: (bms) => cells(bms)?.lowestMillivolts },
  { id: 9, key: 'highestCell', unit: 'index', help: 'The cell with the highest voltage, counted from 0.', read: (bms) => cells(bms)?.highestCell },
  { id: 10, key: 'lowestCell', unit: 'index', help: 'The cell with the lowest voltage, counted from 0.', read: (bms) => cells(bms)?.lowestCell },
  { id: 11, key: 'cellsDetected', unit: 'count', help: 'Cells the monitor sees connected.', read: (bms) => cells(bms)?.detected },
  { id: 12, key: 'cellsDistrusted', unit: 'bits', help: 'Cells whose readings are not believed, one bit each.', read: (bms) => cells(bms)?.distrusted },
  { id: 13, key: 'readingsRejected', unit: 'count', help: 'Cell readings rejected as implausible since start.', read: (bms) => bms.facts.sample.cells.rejected },
  { id: 14, key: 'wireMilliohms', unit: 'mOhm', each: 'cell', help: 'Balance lead resistance of each cell; unknown until the balancer has measured it.', read: () => undefined },

  // --- current, power, charge ---
  { id: 20, key: 'packMilliamps', unit: 'mA', help: 'Pack current, positive while charging.', read: milliamps },
  { id: 21, key: 'packMilliwatts', unit: 'mW', help: 'Pack power, positive while charging.', read: (bms) => { const group = cells(bms); const current = milliamps(bms); return group && current !== undefined ? divRound(group.sumMillivolts * current, 1_000) : undefined; } },
  { id: 22, key: 'socPermille', unit: '0.1 %', help: 'State of charge.', read: (bms) => (bms.facts.estimate.socKnown ? bms.facts.estimate.socPermille : undefined) },
  { id: 23, key: 'remainingMilliampHours', unit: 'mAh', help: 'Charge left in the pack.', read: (bms) => (bms.facts.estimate.socKnown ? bms.facts.estimate.remainingMilliampHours : undefined) },
  { id: 24, key: 'capacityMilliampHours', unit: 'mAh', help: 'Full capacity of the pack.', read: (bms) => bms.settings.values.capacityMilliampHours },
  { id: 25, key: 'sohPercent', unit: '%', help: 'State of health; unknown until the capacity has been learnt.', read: () => undefined },
  { id: 26, key: 'cycleCount', unit: 'count', help: 'Equivalent full cycles since start.', read: (bms) => Math.trunc((bms.facts.estimate.chargedMilliampHours + bms.facts.estimate.dischargedMilliampHours) / (2 * bms.settings.values.capacityMilliampHours)) },
  { id: 27, key: 'chargedMilliampHours', unit: 'mAh', help: 'Charge put in since start.', read: (bms) => bms.facts.estimate.chargedMilliampHours },
  { id: 28, key: 'dischargedMilliampHours', unit: 'mAh', help: 'Charge taken out since start.', read: (bms) => bms.facts.estimate.dischargedMilliampHours },

  // --- temperatures and supplies ---
  { id: 40, key: 'probeDeciCelsius', unit: '0.1 degC', each: 'probe', help: 'Temperature of each cell probe T1 to T3.', read: (bms, probe) => (bms.facts.sample.temperatures.valid && (bms.facts.sample.temperatures.present & (1 << probe)) !== 0 ? bms.facts.sample.temperatures.probeDeciCelsius[probe] : undefined) },
  { id: 41, key: 'powerStageDeciCelsius', unit: '0.1 degC', help: 'Temperature of the power stage.', read: (bms) => (bms.facts.sample.temperatures.valid && bms.facts.sample.temperatures.boardPresent ? bms.facts.sample.temperatures.boardDeciCelsius : undefined) },
  { id: 42, key: 'supplyMillivolts', unit: 'mV', help: 'Supply of the board (V+).', read: (bms) => (bms.facts.sample.supply.valid ? bms.facts.sample.supply.millivolts : undefined) },
  { id: 43, key: 'coilMillivolts', unit: 'mV', help: 'Supply of the contactor coils.', read: (bms) => (bms.facts.sample.supply.valid ? bms.facts.sample.supply.coilMillivolts : undefined) },

  // --- switches ---
  { id: 60, key: 'chargeClosed', unit: 'yes/no', help: 'The charge output is on, as read back.', read: (bms) => closed(bms, CHARGE) },
  { id: 61, key: 'dischargeClosed', unit: 'yes/no', help: 'The discharge output is on, as read back.', read: (bms) => closed(bms, DISCHARGE) },
  { id: 62, key: 'prechargeClosed', unit: 'yes/no', help: 'The pre-charge output is on, as read back.', read: (bms) => closed(bms, PRECHARGE) },
  { id: 63, key: 'heaterOn', unit: 'yes/no', help: 'The heater output is on, as read back.', read: (bms) => closed(bms, HEATER) },
  { id: 64, key: 'precharging', unit: 'yes/no', help: 'The load is being pre-charged.', read: (bms) => (bms.facts.switching.precharging ? 1 : 0) },
  { id: 65, key: 'chargerPresent', unit: 'yes/no', help: 'A charger is connected.', read: (bms) => (bms.facts.sample.chargerPresent ? 1 : 0) },
  { id: 66, key: 'outputsWithheld', unit: 'bits', help: 'Outputs that protection withholds: 1 charge, 2 discharge, 4 pre-charge, 8 heater, 16 balancer.', read: (bms) => bms.facts.verdict.withheld },
  { id: 67, key: 'balanceMilliamps', unit: 'mA', help: 'Balance current; negative while a cell gives.', read: () => 0 },
  { id: 68, key: 'balanceAction', unit: 'index', help: 'Balancer: 0 off, 1 gives to a cell, 2 takes from a cell.', read: () => 0 },

  // --- protection ---
  { id: 80, key: 'errorCode', unit: 'index', help: 'The error code of the manual to be shown first; 0 when all is well.', read: (bms) => errorCode(bms.facts.verdict) },
  { id: 81, key: 'errorCodes', unit: 'bits', help: 'Every active error code; bit n is code n.', read: (bms) => activeErrorCodes(bms.facts.verdict) },
  { id: 82, key: 'faultCount', unit: 'count', help: 'Rules tripped now.', read: (bms) => bms.facts.verdict.tripped },
  { id: 83, key: 'chargeOvercurrentReleaseSeconds', unit: 's', help: 'Time until the charge over-current trip is released.', read: (bms) => releaseSeconds(bms, 'chargeOvercurrent') },
  { id: 84, key: 'dischargeOvercurrentReleaseSeconds', unit: 's', help: 'Time until the discharge over-current trip is released.', read: (bms) => releaseSeconds(bms, 'dischargeOvercurrent') },
  { id: 85, key: 'chargeShortCircuitReleaseSeconds', unit: 's', help: 'Time until the charge short-circuit trip is released.', read: (bms) => releaseSeconds(bms, 'chargeShortCircuit') },
  { id: 86, key: 'dischargeShortCircuitReleaseSeconds', unit: 's', help: 'Time until the discharge short-circuit trip is released.', read: (bms) => releaseSeconds(bms, 'dischargeShortCircuit') },

  // --- what is asked of chargers and loads ---
  { id: 100, key: 'chargeVoltageLimitMillivolts', unit: 'mV', help: 'Voltage a charger may charge the pack to.', read: (bms) => chargeVoltageLimitMillivolts(bms.settings.values) },
  { id: 101, key: 'chargeCurrentLimitMilliamps', unit: 'mA', help: 'Current the pack may be charged with; 0 while charging is withheld.', read: (bms) => chargeCurrentLimitMilliamps(bms.facts, bms.settings.values) },
  { id: 102, key: 'dischargeCurrentLimitMilliamps', unit: 'mA', help: 'Current the pack may be discharged with; 0 while discharging is withheld.', read: (bms) => dischargeCurrentLimitMilliamps(bms.facts, bms.settings.values) },

  // --- the device ---
  { id: 120, key: 'uptimeSeconds', unit: 's', help: 'Time since start.', read: (bms) => bms.uptime.seconds },
  { id: 121, key: 'eventCount', unit: 'count', help: 'Events written since start.', read: (bms) => bms.events.written },
  { id: 122, key: 'whole', unit: 'yes/no', help: 'The first whole, plausible sample has been taken.', read: (bms) => (bms.facts.sample.whole ? 1 : 0) },
] as const satisfies readonly Point[]);

export type PointKey = (typeof points)[number]['key'];

/** How many values a point has in this pack. */
export function valueCount(point: Point, bms: Bms): number {
  if (point.each === 'cell') return bms.settings.values.cellCount;
  return point.each === 'probe' ? MAXIMUM_PROBES : 1;
}

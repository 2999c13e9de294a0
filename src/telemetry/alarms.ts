// Alarms as clients of this family of BMS know them: fewer than the rules, so each fault says which alarm it raises.
// The names are the meanings of the alarm bits in the family's official table; where a bit lies is a wire's business.

import { rules, type Fault } from '../../protection/rules';
import { deepFreeze } from '../model/deepFreeze';
import { TRIPPED, type Verdict } from '../model/verdict';

export const alarms = deepFreeze([
  'wireResistance',
  'powerStageOvertemperature',
  'cellCount',
  'currentSensor',
  'cellOvervoltage',
  'packOvervoltage',
  'chargeOvercurrent',
  'chargeShortCircuit',
  'chargeOvertemperature',
  'chargeUndertemperature',
  'internalCommunication',
  'cellUndervoltage',
  'packUndervoltage',
  'dischargeOvercurrent',
  'dischargeShortCircuit',
  'dischargeOvertemperature',
  'chargeSwitch',
  'dischargeSwitch',
  'positioning',
  'defaultPassword',
  'dischargeOnFailed',
  'batteryOvertemperature',
  'temperatureSensor',
  'parallelModule',
  'shortCircuitReleaseFailed',
  'dischargeOvercurrent2',
  'dischargeOvercurrent3',
  'dischargeUndertemperature',
  'positionLock',
] as const);

export type Alarm = (typeof alarms)[number];

/** The alarm each fault raises; 'none' for warnings that the family's table has no place for. */
export const alarmOf = deepFreeze({
  cellOvervoltage: 'cellOvervoltage',
  cellOvervoltageCritical: 'cellOvervoltage',
  cellUndervoltage: 'cellUndervoltage',
  cellUndervoltageCritical: 'cellUndervoltage',
  cellDead: 'cellUndervoltage',
  packOvervoltage: 'packOvervoltage',
  packUndervoltage: 'packUndervoltage',
  cellSpreadWarning: 'none',
  cellSpread: 'none',
  cellCountWrong: 'cellCount',
  cellReadingDistrusted: 'internalCommunication',
  stackDisagrees: 'internalCommunication',
  cellsFrozen: 'internalCommunication',
  currentSignWrong: 'currentSensor',
  chargeOvercurrent: 'chargeOvercurrent',
  chargeOvercurrent2: 'chargeOvercurrent',
  dischargeOvercurrent: 'dischargeOvercurrent',
  dischargeOvercurrent2: 'dischargeOvercurrent2',
  revivalOvercurrent: 'chargeOvercurrent',
  overvoltageStrayCharge: 'chargeSwitch',
  currentWithoutPath: 'currentSensor',
  dischargeShortCircuit: 'dischargeShortCircuit',
  chargeShortCircuit: 'chargeShortCircuit',
  chargeOvercurrentLock: 'chargeOvercurrent',
  dischargeOvercurrentLock: 'dischargeOvercurrent',
  shortCircuitLock: 'dischargeShortCircuit',
  revivalLock: 'chargeOvercurrent',
  cellsSilent: 'internalCommunication',
  currentSilent: 'currentSensor',
  temperaturesSilent: 'temperatureSensor',
  supplySilent: 'internalCommunication',
  settingsLost: 'internalCommunication',
  chemistryUnset: 'none',
  outputDisobeys: 'dischargeSwitch',
  prechargeFailed: 'dischargeOnFailed',
  chargeOvertemperature: 'chargeOvertemperature',
  chargeUndertemperature: 'chargeUndertemperature',
  dischargeOvertemperature: 'dischargeOvertemperature',
  dischargeUndertemperature: 'dischargeUndertemperature',
  probesDiffer: 'none',
  thermalRunawayRise: 'batteryOvertemperature',
  thermalRunawayHot: 'batteryOvertemperature',
  thermalRunawayFall: 'batteryOvertemperature',
  powerStageOvertemperature: 'powerStageOvertemperature',
  probeLost: 'temperatureSensor',
  probesBlind: 'temperatureSensor',
  supplyLow: 'internalCommunication',
  supplyHigh: 'internalCommunication',
  coilSupplyLow: 'internalCommunication',
} as const satisfies Record<Fault, Alarm | 'none'>);

export function raised(alarm: Alarm, verdict: Verdict): boolean {
  for (let index = 0; index < rules.length; index += 1) {
    if (verdict.states[index] >= TRIPPED && alarmOf[rules[index].fault] === alarm) return true;
  }
  return false;
}

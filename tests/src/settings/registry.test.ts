// The registry against the parameter table of the domain reference, copied here by hand.

import { describe, it, expect } from '@jest/globals';
import { deepFreeze } from '../../../src/model/deepFreeze';
import { manualPresets, safePresets } from '../../../src/settings/presets';
import { rules } from '../../../src/settings/consistency';
import { registry, textRegistry } from '../../../src/settings/registry';
import { accessoryModes, chemistries, portModes } from '../../../src/settings/row';
import { findRow, findTextRow, roundedDown, settingRows, textRows } from '../../../src/settings/rows';

type Expected = readonly [key: string, unit: string, min: number, max: number, step: number, factory: number];

// prettier-ignore
const specified: readonly Expected[] = [
  ['cellCount', '', 3, 25, 1, 25],
  ['capacityMilliampHours', 'mAh', 2_000, 2_000_000, 100, 400_000],
  ['chemistry', '', 0, 3, 1, 0],
  ['cellUndervoltageTripMillivolts', 'mV', 1200, 4350, 1, 2600],
  ['cellUndervoltageClearMillivolts', 'mV', 1200, 4350, 1, 2800],
  ['cellUndervoltageDelayMs', 'ms', 100, 10_000, 1, 2000],
  ['cellOvervoltageTripMillivolts', 'mV', 1200, 4350, 1, 3650],
  ['cellOvervoltageClearMillivolts', 'mV', 1200, 4350, 1, 3500],
  ['cellOvervoltageDelayMs', 'ms', 100, 10_000, 1, 2000],
  ['criticalMarginMillivolts', 'mV', 20, 300, 1, 100],
  ['cellShutdownMillivolts', 'mV', 1200, 4350, 1, 2400],
  ['balanceTriggerMillivolts', 'mV', 3, 1000, 1, 5],
  ['balanceStartMillivolts', 'mV', 1200, 4250, 1, 3400],
  ['balanceMaximumMilliamps', 'mA', 300, 5000, 100, 2000],
  ['balanceCurrentGate', '', 0, 1, 1, 1],
  ['chargeOvercurrentTripMilliamps', 'mA', 1_000, 500_000, 100, 100_000],
  ['chargeOvercurrentDelaySeconds', 's', 2, 600, 1, 30],
  ['chargeOvercurrentReleaseSeconds', 's', 2, 600, 1, 60],
  ['chargeOvercurrent2TripMilliamps', 'mA', 1_000, 1_000_000, 100, 200_000],
  ['dischargeOvercurrentTripMilliamps', 'mA', 1_000, 500_000, 100, 400_000],
  ['dischargeOvercurrentDelaySeconds', 's', 2, 600, 1, 30],
  ['dischargeOvercurrentReleaseSeconds', 's', 2, 600, 1, 60],
  ['dischargeOvercurrent2TripMilliamps', 'mA', 1_000, 1_000_000, 100, 600_000],
  ['dischargeOvercurrent2DelayMs', 'ms', 50, 5000, 50, 500],
  ['shortCircuitTripMilliamps', 'mA', 1_000, 2_000_000, 1, 1_000_000],
  ['shortCircuitDelayMicroseconds', 'us', 0, 100_000, 1, 300],
  ['shortCircuitReleaseSeconds', 's', 2, 600, 1, 60],
  ['overcurrentLockCount', '', 0, 20, 1, 5],
  ['overcurrentLockWindowSeconds', 's', 60, 3600, 1, 600],
  ['chargeOvertemperatureTripDeciCelsius', '0.1 degC', 300, 800, 1, 550],
  ['chargeOvertemperatureClearDeciCelsius', '0.1 degC', 300, 800, 1, 500],
  ['dischargeOvertemperatureTripDeciCelsius', '0.1 degC', 300, 800, 1, 600],
  ['dischargeOvertemperatureClearDeciCelsius', '0.1 degC', 300, 800, 1, 550],
  ['chargeUndertemperatureTripDeciCelsius', '0.1 degC', -450, 200, 1, 0],
  ['chargeUndertemperatureClearDeciCelsius', '0.1 degC', -450, 200, 1, 50],
  ['dischargeUndertemperatureTripDeciCelsius', '0.1 degC', -450, 200, 1, -200],
  ['dischargeUndertemperatureClearDeciCelsius', '0.1 degC', -450, 200, 1, -150],
  ['powerStageTripDeciCelsius', '0.1 degC', 300, 1500, 1, 1000],
  ['powerStageClearDeciCelsius', '0.1 degC', 300, 1500, 1, 800],
  ['cellFullMillivolts', 'mV', 1200, 4350, 1, 3450],
  ['cellEmptyMillivolts', 'mV', 1200, 4350, 1, 2650],
  ['tailCurrentPercent', '%', 1, 20, 1, 5],
  ['cellChargeMillivolts', 'mV', 1200, 4350, 1, 3450],
  ['cellFloatMillivolts', 'mV', 1200, 4350, 1, 3350],
  ['absorptionMinutes', 'min', 0, 1092, 1, 60],
  ['floatMinutes', 'min', 0, 1092, 1, 0],
  ['rebulkSocPercent', '%', 0, 50, 1, 20],
  ['heaterOnDeciCelsius', '0.1 degC', -400, 300, 1, 70],
  ['heaterOffDeciCelsius', '0.1 degC', -400, 300, 1, 120],
  ['heatFromPack', '', 0, 1, 1, 0],
  ['prechargeTimeMs', 'ms', 100, 20_000, 1, 5000],
  ['prechargeDifferenceMillivolts', 'mV', 500, 10_000, 1, 1000],
  ['prechargeSettledMilliamps', 'mA', 20, 2000, 1, 100],
  ['cellSpreadWarnMillivolts', 'mV', 50, 1500, 1, 500],
  ['cellSpreadTripMillivolts', 'mV', 50, 1500, 1, 1000],
  ['wireResistanceAlarmMilliohms', 'mOhm', 50, 1000, 1, 250],
  ['accessoryMode', '', 0, 2, 1, 0],
  ['portMode', '', 0, 1, 1, 0],
  ['sleepCellMillivolts', 'mV', 3, 4350, 1, 3300],
  ['sleepDelayHours', 'h', 1, 255, 1, 24],
  ['chargeSwitch', '', 0, 1, 1, 0],
  ['dischargeSwitch', '', 0, 1, 1, 0],
  ['balanceSwitch', '', 0, 1, 1, 0],
  ['coldChargeAcknowledged', '', 0, 1, 1, 0],
  ['currentGainPpm', 'ppm', 800_000, 1_250_000, 1, 1_000_000],
  ['currentOffsetMicroamps', 'uA', -1_000_000, 1_000_000, 1, 0],
  ['voltageGainPpm', 'ppm', 950_000, 1_050_000, 1, 1_000_000],
];

const unitWords: ReadonlyArray<readonly [ending: string, unit: string]> = [
  ['MilliampHours', 'mAh'],
  ['Millivolts', 'mV'],
  ['Milliamps', 'mA'],
  ['Microamps', 'uA'],
  ['Milliohms', 'mOhm'],
  ['DeciCelsius', '0.1 degC'],
  ['Microseconds', 'us'],
  ['Seconds', 's'],
  ['Minutes', 'min'],
  ['Hours', 'h'],
  ['Percent', '%'],
  ['Ppm', 'ppm'],
  ['Ms', 'ms'],
];

function everythingFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(everythingFrozen);
}

describe('the registry', () => {
  it('SET-001 every row has an id and a key of its own and a sentence for the user', () => {
    const rows = [...settingRows, ...textRows];
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
    for (const row of rows) {
      expect(row.help.length > 20).toBe(true);
      expect(row.help.slice(-1)).toBe('.');
      expect(row.since).toBe(1);
    }
  });

  it('SET-001 the unit ends the name', () => {
    for (const row of settingRows) {
      const word = unitWords.find(([ending]) => row.key.slice(-ending.length) === ending);
      expect([row.key, row.unit]).toEqual([row.key, word === undefined ? '' : word[1]]);
    }
  });

  it('SET-001 tables are frozen to their leaves', () => {
    for (const table of [registry, textRegistry, rules, safePresets, manualPresets]) {
      expect(everythingFrozen(table)).toBe(true);
    }
    const tree = { branch: [{ leaf: 1 }], nothing: null };
    expect(deepFreeze(tree)).toBe(tree);
    expect(everythingFrozen(tree)).toBe(true);
    expect(deepFreeze(7)).toBe(7);
  });

  it('SET-002 every setting has the specified unit, range, step and factory value, and there are no others', () => {
    expect(settingRows.length).toBe(specified.length);
    for (const [key, unit, min, max, step, factory] of specified) {
      const row = findRow(key);
      expect([key, row?.unit, row?.min, row?.max, row?.step, row?.fallback]).toEqual([
        key,
        unit,
        min,
        max,
        step,
        factory,
      ]);
    }
  });

  it('SET-002 range and factory value lie on the steps', () => {
    for (const row of settingRows) {
      expect((row.max - row.min) % row.step).toBe(0);
      expect((row.fallback - row.min) % row.step).toBe(0);
      expect(row.fallback >= row.min && row.fallback <= row.max).toBe(true);
    }
  });

  it('SET-002 choices fill the range of their row from its minimum', () => {
    for (const row of settingRows) {
      if (row.options === undefined) continue;
      const numbers = Object.values(row.options);
      expect(numbers).toEqual(numbers.map((_, index) => row.min + index));
      expect(numbers.length).toBe(row.max - row.min + 1);
    }
    expect(chemistries).toEqual({ unset: 0, lfp: 1, nmc: 2, lto: 3 });
    expect(accessoryModes).toEqual({ off: 0, wake: 1, enable: 2 });
    expect(portModes).toEqual({ can: 0, rs485: 1 });
  });

  it('SET-005 only the facts of the hardware are rows of the board, only the calibration is of the calibration', () => {
    const of = (access: string) => settingRows.filter((row) => row.access === access).map((row) => row.key);
    expect(of('board')).toEqual([
      'shortCircuitTripMilliamps',
      'powerStageTripDeciCelsius',
      'powerStageClearDeciCelsius',
    ]);
    expect(of('calibrate')).toEqual(['currentGainPpm', 'currentOffsetMicroamps', 'voltageGainPpm']);
  });

  it('SET-008 the texts that JK clients look at have their fields and defaults', () => {
    expect(textRows.map((row) => [row.key, row.maxBytes, row.fallback])).toEqual([
      ['deviceName', 16, 'Evencell'],
      ['userData', 16, ''],
      ['vendorName', 16, 'JK-B5A25S60P'],
      ['hardwareVersion', 8, '11A'],
      ['softwareVersion', 8, '11.55'],
    ]);
  });

  it('SET-007 names of object machinery are not settings', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '']) {
      expect(findRow(name)).toBe(undefined);
      expect(findTextRow(name)).toBe(undefined);
    }
  });

  it('SET-015 a value is rounded down to a step and kept within its row', () => {
    expect(roundedDown('chargeOvercurrentTripMilliamps', 12_345)).toBe(12_300);
    expect(roundedDown('chargeOvercurrentTripMilliamps', 12_300)).toBe(12_300);
    expect(roundedDown('chargeOvercurrentTripMilliamps', 999)).toBe(1_000);
    expect(roundedDown('chargeOvercurrentTripMilliamps', 900_000)).toBe(500_000);
    expect(roundedDown('heaterOnDeciCelsius', -123)).toBe(-123);
  });
});

// The presets against the parameter table of the domain reference, whose `manual` columns are the appendix of the manual.

import { describe, it, expect } from '@jest/globals';
import type { PresetChemistry, Variant } from '../../../src/settings/presets';
import { safeChargeTripMilliamps, safeDischargeTripMilliamps } from '../../../src/settings/presets';
import type { SettingKey, SettingValues } from '../../../src/settings/registry';
import { settingRows } from '../../../src/settings/rows';
import type { Settings } from '../../../src/settings/store';
import { createSettings } from '../../../src/settings/store';
import { packFed, reference, small } from './boards';

const acknowledged = { acknowledgeColdCharge: true };

type Line = readonly [
  key: SettingKey,
  lfpManual: number,
  lfpSafe: number,
  nmcManual: number,
  nmcSafe: number,
  ltoManual: number,
  ltoSafe: number,
];

// For 400 Ah on the reference board. A `-` of the manual is the safe value; its shutdown voltages are 20 mV below the trip.
// prettier-ignore
const table: readonly Line[] = [
  ['cellUndervoltageTripMillivolts', 2500, 2600, 2800, 2900, 1800, 1900],
  ['cellUndervoltageClearMillivolts', 2650, 2800, 3200, 3200, 2000, 2100],
  ['cellUndervoltageDelayMs', 2000, 2000, 2000, 2000, 2000, 2000],
  ['cellOvervoltageTripMillivolts', 3650, 3650, 4200, 4200, 2700, 2750],
  ['cellOvervoltageClearMillivolts', 3600, 3500, 4100, 4100, 2400, 2600],
  ['cellOvervoltageDelayMs', 2000, 2000, 2000, 2000, 2000, 2000],
  ['criticalMarginMillivolts', 100, 100, 100, 100, 100, 100],
  ['cellShutdownMillivolts', 2480, 2400, 2780, 2700, 1700, 1700],
  ['balanceTriggerMillivolts', 10, 5, 10, 5, 10, 5],
  ['balanceStartMillivolts', 3400, 3400, 3900, 3900, 2400, 2400],
  ['balanceMaximumMilliamps', 5000, 2000, 5000, 2000, 5000, 2000],
  ['balanceCurrentGate', 1, 1, 1, 1, 1, 1],
  ['chargeOvercurrentTripMilliamps', 100_000, 100_000, 100_000, 100_000, 100_000, 100_000],
  ['chargeOvercurrentDelaySeconds', 30, 30, 30, 30, 30, 30],
  ['chargeOvercurrentReleaseSeconds', 60, 60, 60, 60, 60, 60],
  ['chargeOvercurrent2TripMilliamps', 200_000, 200_000, 200_000, 200_000, 200_000, 200_000],
  ['dischargeOvercurrentTripMilliamps', 400_000, 400_000, 400_000, 400_000, 400_000, 400_000],
  ['dischargeOvercurrentDelaySeconds', 30, 30, 30, 30, 30, 30],
  ['dischargeOvercurrentReleaseSeconds', 60, 60, 60, 60, 60, 60],
  ['dischargeOvercurrent2TripMilliamps', 600_000, 600_000, 600_000, 600_000, 600_000, 600_000],
  ['dischargeOvercurrent2DelayMs', 500, 500, 500, 500, 500, 500],
  ['shortCircuitDelayMicroseconds', 300, 300, 300, 300, 300, 300],
  ['shortCircuitReleaseSeconds', 60, 60, 60, 60, 60, 60],
  ['overcurrentLockCount', 5, 5, 5, 5, 5, 5],
  ['overcurrentLockWindowSeconds', 600, 600, 600, 600, 600, 600],
  ['chargeOvertemperatureTripDeciCelsius', 700, 550, 700, 450, 700, 550],
  ['chargeOvertemperatureClearDeciCelsius', 600, 500, 600, 400, 600, 500],
  ['dischargeOvertemperatureTripDeciCelsius', 700, 600, 700, 600, 700, 600],
  ['dischargeOvertemperatureClearDeciCelsius', 600, 550, 600, 550, 600, 550],
  ['chargeUndertemperatureTripDeciCelsius', -200, 0, -200, 0, -200, -200],
  ['chargeUndertemperatureClearDeciCelsius', -100, 50, -100, 50, -100, -100],
  ['dischargeUndertemperatureTripDeciCelsius', -200, -200, -200, -200, -300, -300],
  ['dischargeUndertemperatureClearDeciCelsius', -150, -150, -150, -150, -250, -250],
  ['cellFullMillivolts', 3450, 3450, 4150, 4150, 2650, 2650],
  ['cellEmptyMillivolts', 2650, 2650, 3000, 3000, 2000, 2000],
  ['tailCurrentPercent', 5, 5, 5, 5, 5, 5],
  ['cellChargeMillivolts', 3450, 3450, 4150, 4150, 2650, 2650],
  ['cellFloatMillivolts', 3350, 3350, 4050, 4050, 2500, 2500],
  ['absorptionMinutes', 60, 60, 60, 60, 60, 60],
  ['floatMinutes', 0, 0, 0, 0, 0, 0],
  ['rebulkSocPercent', 20, 20, 20, 20, 20, 20],
  ['heaterOnDeciCelsius', 70, 70, 70, 70, -80, -80],
  ['heaterOffDeciCelsius', 120, 120, 120, 120, -30, -30],
  ['heatFromPack', 0, 0, 0, 0, 0, 0],
  ['prechargeTimeMs', 5000, 5000, 5000, 5000, 5000, 5000],
  ['prechargeDifferenceMillivolts', 1000, 1000, 1000, 1000, 1000, 1000],
  ['prechargeSettledMilliamps', 100, 100, 100, 100, 100, 100],
  ['cellSpreadWarnMillivolts', 500, 500, 500, 500, 500, 500],
  ['cellSpreadTripMillivolts', 1000, 1000, 1000, 1000, 1000, 1000],
  ['wireResistanceAlarmMilliohms', 100, 250, 100, 250, 100, 250],
  ['accessoryMode', 0, 0, 0, 0, 0, 0],
  ['portMode', 0, 0, 0, 0, 0, 0],
  ['sleepCellMillivolts', 3300, 3300, 3300, 3300, 3300, 3300],
  ['sleepDelayHours', 24, 24, 24, 24, 24, 24],
  ['chemistry', 1, 1, 2, 2, 3, 3],
  ['chargeSwitch', 0, 0, 0, 0, 0, 0],
  ['dischargeSwitch', 0, 0, 0, 0, 0, 0],
  ['balanceSwitch', 0, 0, 0, 0, 0, 0],
];

const columns: ReadonlyArray<readonly [PresetChemistry, Variant]> = [
  ['lfp', 'manual'],
  ['lfp', 'safe'],
  ['nmc', 'manual'],
  ['nmc', 'safe'],
  ['lto', 'manual'],
  ['lto', 'safe'],
];

const kept: readonly SettingKey[] = [
  'cellCount',
  'capacityMilliampHours',
  'coldChargeAcknowledged',
  'currentGainPpm',
  'currentOffsetMicroamps',
  'voltageGainPpm',
  'shortCircuitTripMilliamps',
  'powerStageTripDeciCelsius',
  'powerStageClearDeciCelsius',
];

/** A device whose owner has changed everything that can be changed. */
function lived(): Settings {
  const settings = createSettings(reference);
  const changes: Partial<Record<SettingKey, number>> = {};
  for (const row of settingRows) {
    if (row.access !== 'board' && row.max > row.min)
      changes[row.key] = row.fallback + (row.fallback < row.max ? row.step : -row.step);
  }
  changes.cellCount = 22;
  changes.capacityMilliampHours = 400_000;
  changes.coldChargeAcknowledged = 0;
  expect(settings.write({ ...changes, deviceName: 'Boat', userData: 'starboard' }, 'calibrate')).toBe(undefined);
  return settings;
}

describe('a preset', () => {
  it('SET-014 the table covers every setting that a preset covers', () => {
    expect([...table.map(([key]) => key), ...kept].sort()).toEqual(settingRows.map((row) => row.key).sort());
  });

  columns.forEach(([chemistry, variant], column) => {
    it(`SET-014 ${chemistry} ${variant} has the specified values, whatever was set before`, () => {
      for (const settings of [createSettings(reference), lived()]) {
        if (settings.values.cellCount > 22) expect(settings.write({ cellCount: 22 }, 'operate')).toBe(undefined);
        expect(settings.applyPreset(chemistry, variant, acknowledged)).toBe(undefined);
        for (const line of table) {
          expect([line[0], settings.values[line[0]]]).toEqual([line[0], line[column + 1]]);
        }
      }
    });

    it(`SET-016 ${chemistry} ${variant} leaves pack, calibration, names and board alone, and the switches off`, () => {
      const settings = lived();
      expect(settings.write({ chargeSwitch: 1, dischargeSwitch: 1, balanceSwitch: 1 }, 'operate')).toBe(undefined);
      const { values, texts, generation } = settings;
      expect(settings.applyPreset(chemistry, variant, acknowledged)).toBe(undefined);
      for (const key of kept) {
        if (key !== 'coldChargeAcknowledged') expect([key, settings.values[key]]).toEqual([key, values[key]]);
      }
      expect(settings.texts).toEqual(texts);
      expect([settings.values.chargeSwitch, settings.values.dischargeSwitch, settings.values.balanceSwitch]).toEqual([
        0, 0, 0,
      ]);
      expect(settings.generation).toBe(generation + 1);
      expect(settings.lastChanges.find((change) => change.key === 'chargeSwitch')).toEqual({
        key: 'chargeSwitch',
        before: 1,
        after: 0,
      });
    });
  });

  it('SET-014 a name that is no preset is refused', () => {
    const settings = createSettings(reference);
    for (const [chemistry, variant] of [
      ['unset', 'safe'],
      ['LFP', 'safe'],
      ['__proto__', 'safe'],
      ['constructor', 'manual'],
      ['lfp', 'fast'],
      ['lfp', '__proto__'],
      [1, 'safe'],
      [undefined, undefined],
    ]) {
      const refusal = settings.applyPreset(chemistry as PresetChemistry, variant as Variant);
      expect(refusal?.code).toBe('unknownPreset');
    }
    expect(settings.generation).toBe(0);
  });

  it('SET-017 SET-7 the manual presets of LFP and NMC charge in the cold and are refused without acknowledgement', () => {
    for (const chemistry of ['lfp', 'nmc'] as const) {
      for (const options of [undefined, {}, { acknowledgeColdCharge: false }]) {
        const settings = createSettings(reference);
        expect(settings.write({ cellCount: 16 }, 'operate')).toBe(undefined);
        const before = JSON.stringify(settings.values);
        const refusal =
          options === undefined
            ? settings.applyPreset(chemistry, 'manual')
            : settings.applyPreset(chemistry, 'manual', options);
        expect([refusal?.code, refusal?.rule]).toEqual(['rule', 'SET-7']);
        expect(JSON.stringify(settings.values)).toBe(before);
        expect(settings.generation).toBe(1);
      }
    }
  });

  it('SET-017 an acknowledgement is stored, reported, and survives other presets', () => {
    const settings = createSettings(reference);
    expect(settings.applyPreset('lfp', 'manual', acknowledged)).toBe(undefined);
    expect(settings.lastChanges.find((change) => change.key === 'coldChargeAcknowledged')).toEqual({
      key: 'coldChargeAcknowledged',
      before: 0,
      after: 1,
    });
    expect(settings.applyPreset('lfp', 'safe')).toBe(undefined);
    expect(settings.values.coldChargeAcknowledged).toBe(1);
    expect(settings.applyPreset('lfp', 'manual')).toBe(undefined);
  });

  it('SET-017 presets that do not charge in the cold, and LTO, need no acknowledgement and give none', () => {
    for (const [chemistry, variant] of [
      ['lfp', 'safe'],
      ['nmc', 'safe'],
      ['lto', 'safe'],
      ['lto', 'manual'],
    ] as const) {
      const settings = createSettings(reference);
      expect(settings.write({ cellCount: 16 }, 'operate')).toBe(undefined);
      expect(settings.applyPreset(chemistry, variant)).toBe(undefined);
      expect(settings.values.coldChargeAcknowledged).toBe(0);
    }
  });

  it('SET-018 SET-3a SET-3b each chemistry is accepted for the cell counts the board can bear and be fed by', () => {
    const windows: ReadonlyArray<readonly [PresetChemistry, Variant, number, number]> = [
      ['lfp', 'safe', 7, 25],
      ['lfp', 'manual', 7, 25],
      ['nmc', 'safe', 6, 23],
      ['nmc', 'manual', 6, 23],
      ['lto', 'safe', 9, 25],
      ['lto', 'manual', 9, 25],
    ];
    for (const [chemistry, variant, least, most] of windows) {
      for (let cells = 3; cells <= 25; cells++) {
        const free = createSettings(reference);
        expect(free.write({ cellCount: cells }, 'operate')).toBe(undefined);
        expect(free.applyPreset(chemistry, variant, acknowledged)?.rule).toBe(cells > most ? 'SET-3a' : undefined);

        const fed = createSettings(packFed);
        if (fed.write({ cellCount: cells }, 'operate') !== undefined) continue;
        const rule = cells > most ? 'SET-3a' : cells < least ? 'SET-3b' : undefined;
        expect(fed.applyPreset(chemistry, variant, acknowledged)?.rule).toBe(rule);
      }
    }
    const eight = createSettings(packFed);
    expect(eight.write({ cellCount: 8 }, 'operate')).toBe(undefined);
    expect(eight.applyPreset('lto', 'safe')?.rule).toBe('SET-3b');
    expect(createSettings(packFed).applyPreset('nmc', 'safe')?.rule).toBe('SET-3a');
  });

  it('SET-015 safe current limits go with the capacity, within their rows and what the board bears', () => {
    const lines: ReadonlyArray<readonly [capacity: number, charge: number, discharge: number]> = [
      [2_000, 1_000, 2_000],
      [2_100, 1_000, 2_100],
      [10_300, 5_100, 10_300],
      [50_000, 25_000, 50_000],
      [199_900, 99_900, 199_900],
      [200_000, 100_000, 200_000],
      [200_200, 100_000, 200_200],
      [400_000, 100_000, 400_000],
      [2_000_000, 100_000, 400_000],
    ];
    for (const [capacity, charge, discharge] of lines) {
      const settings = createSettings(reference);
      expect(settings.write({ capacityMilliampHours: capacity }, 'operate')).toBe(undefined);
      expect(settings.values.chargeOvercurrentTripMilliamps).toBe(100_000);
      expect(settings.applyPreset('lfp', 'safe')).toBe(undefined);
      expect(settings.values.chargeOvercurrentTripMilliamps).toBe(charge);
      expect(settings.values.chargeOvercurrent2TripMilliamps).toBe(2 * charge);
      expect(settings.values.dischargeOvercurrentTripMilliamps).toBe(discharge);
      expect(settings.values.dischargeOvercurrent2TripMilliamps).toBe(600_000);
      expect([safeChargeTripMilliamps(capacity, reference), safeDischargeTripMilliamps(capacity, reference)]).toEqual([
        charge,
        discharge,
      ]);
    }
  });

  it('SET-015 manual current limits are those of the manual whatever the capacity, or refused by the board', () => {
    const settings = createSettings(reference);
    expect(settings.write({ capacityMilliampHours: 20_000 }, 'operate')).toBe(undefined);
    expect(settings.applyPreset('lto', 'manual')).toBe(undefined);
    expect(settings.values.chargeOvercurrentTripMilliamps).toBe(100_000);
    expect(settings.values.dischargeOvercurrentTripMilliamps).toBe(400_000);
    expect(createSettings(small).applyPreset('lto', 'manual')?.rule).toBe('SET-4b');
  });

  it('SET-015 safe fits a small board: its continuous maximum, below its short-circuit trip, its balancer', () => {
    const settings = createSettings(small);
    expect(settings.applyPreset('lfp', 'safe')).toBe(undefined);
    const expected: Partial<SettingValues> = {
      chargeOvercurrentTripMilliamps: 100_000,
      dischargeOvercurrentTripMilliamps: 100_000,
      dischargeOvercurrent2TripMilliamps: 183_300,
      balanceMaximumMilliamps: 300,
      wireResistanceAlarmMilliohms: 1_000,
    };
    for (const [key, value] of Object.entries(expected)) expect(settings.values[key as SettingKey]).toBe(value);
    const oneAmp = createSettings({ ...reference, maximumBalanceMilliamps: 1_250 });
    expect(oneAmp.applyPreset('lto', 'manual')).toBe(undefined);
    expect(oneAmp.values.balanceMaximumMilliamps).toBe(1_200);
    expect(oneAmp.values.wireResistanceAlarmMilliohms).toBe(416);
  });

  it('SET-015 the balance trigger is finer above 50 Ah', () => {
    for (const [capacity, millivolts] of [
      [49_900, 10],
      [50_000, 10],
      [50_100, 5],
    ]) {
      const settings = createSettings(reference);
      expect(settings.write({ capacityMilliampHours: capacity }, 'operate')).toBe(undefined);
      expect(settings.applyPreset('nmc', 'safe')?.rule).toBe('SET-3a');
      expect(settings.applyPreset('lfp', 'safe')).toBe(undefined);
      expect(settings.values.balanceTriggerMillivolts).toBe(millivolts);
    }
  });
});

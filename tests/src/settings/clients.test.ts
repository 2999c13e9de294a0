// Clients know nothing of our rules and write one register at a time: the worked examples of the manual, and what the
// known clients send, must go through step by step. Also the clamps and followers that make this possible.

import { describe, it, expect } from '@jest/globals';
import {
  effectiveBalanceStartMillivolts,
  effectiveBalanceTriggerMillivolts,
  effectiveChargeMillivolts,
  effectiveChargeOvercurrent2Milliamps,
  effectiveEmptyMillivolts,
  effectiveFloatMillivolts,
  effectiveFullMillivolts,
} from '../../../src/settings/atUse';
import type { SettingKey } from '../../../src/settings/registry';
import type { Settings } from '../../../src/settings/store';
import { createSettings } from '../../../src/settings/store';
import { reference } from './boards';

type Write = readonly [key: SettingKey, value: number];

function writeOneByOne(settings: Settings, writes: readonly Write[]): void {
  for (const [key, value] of writes) {
    expect([key, value, settings.write({ [key]: value }, 'operate')]).toEqual([key, value, undefined]);
    expect(settings.values[key]).toBe(value);
  }
}

function everyOrder<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, at) =>
    everyOrder(items.filter((_, other) => other !== at)).map((rest) => [first, ...rest]),
  );
}

describe('the worked examples of the manual', () => {
  const examples: ReadonlyArray<readonly [string, readonly Write[]]> = [
    [
      'charge overcurrent 10 A, 10 s, 50 s',
      [
        ['chargeOvercurrentTripMilliamps', 10_000],
        ['chargeOvercurrentDelaySeconds', 10],
        ['chargeOvercurrentReleaseSeconds', 50],
      ],
    ],
    [
      'discharge overcurrent 100 A, 10 s, 50 s',
      [
        ['dischargeOvercurrentTripMilliamps', 100_000],
        ['dischargeOvercurrentDelaySeconds', 10],
        ['dischargeOvercurrentReleaseSeconds', 50],
      ],
    ],
    ['balance trigger 10 mV', [['balanceTriggerMillivolts', 10]]],
    ['balance trigger 5 mV', [['balanceTriggerMillivolts', 5]]],
    [
      '2 A of balance current for 20 Ah',
      [
        ['capacityMilliampHours', 20_000],
        ['balanceMaximumMilliamps', 2_000],
      ],
    ],
    [
      'only cell count and capacity',
      [
        ['cellCount', 20],
        ['capacityMilliampHours', 280_000],
      ],
    ],
    [
      'cell counts of the wiring figures',
      [
        ['cellCount', 16],
        ['cellCount', 20],
        ['cellCount', 25],
        ['cellCount', 8],
      ],
    ],
  ];
  for (const [title, writes] of examples) {
    it(`SET-012 ${title}: accepted register by register, from every preset and in every order`, () => {
      const orders = title === 'cell counts of the wiring figures' ? [writes] : everyOrder(writes);
      for (const order of orders) {
        writeOneByOne(createSettings(reference), order);
        for (const chemistry of ['lfp', 'lto'] as const) {
          const settings = createSettings(reference);
          expect(settings.applyPreset(chemistry, 'safe')).toBe(undefined);
          writeOneByOne(settings, order);
        }
        const manual = createSettings(reference);
        expect(manual.applyPreset('lfp', 'manual', { acknowledgeColdCharge: true })).toBe(undefined);
        writeOneByOne(manual, order);
      }
    });
  }
});

describe('the write sequences of clients', () => {
  it('SET-013 dbus-serialbattery resets the SoC by lowering the overvoltage release, then its trip, below the cells', () => {
    for (const highestCell of [3_050, 3_300, 3_450, 3_600]) {
      const settings = createSettings(reference);
      const { cellOvervoltageTripMillivolts: trip, cellOvervoltageClearMillivolts: clear } = settings.values;
      writeOneByOne(settings, [
        ['cellOvervoltageClearMillivolts', highestCell - 100],
        ['cellOvervoltageTripMillivolts', highestCell - 50],
        ['cellOvervoltageTripMillivolts', trip],
        ['cellOvervoltageClearMillivolts', clear],
      ]);
      expect(settings.values).toEqual(createSettings(reference).values);
      expect(settings.generation).toBe(4);
    }
  });

  it('SET-013 dbus-serialbattery enables charging, discharging and balancing, one switch at a time', () => {
    const settings = createSettings(reference);
    writeOneByOne(settings, [
      ['chargeSwitch', 1],
      ['dischargeSwitch', 1],
      ['balanceSwitch', 1],
    ]);
  });

  it('SET-013 charge, full and empty voltage are accepted one at a time in any order, even past the trips', () => {
    const sets: ReadonlyArray<readonly Write[]> = [
      [
        ['cellChargeMillivolts', 3_500],
        ['cellFullMillivolts', 3_500],
        ['cellEmptyMillivolts', 2_900],
      ],
      [
        ['cellChargeMillivolts', 3_650],
        ['cellFullMillivolts', 3_650],
        ['cellEmptyMillivolts', 2_500],
      ],
      [
        ['cellChargeMillivolts', 4_200],
        ['cellFullMillivolts', 4_180],
        ['cellEmptyMillivolts', 1_200],
      ],
      [
        ['cellChargeMillivolts', 3_420],
        ['cellFullMillivolts', 3_400],
        ['cellEmptyMillivolts', 3_000],
      ],
    ];
    for (const writes of sets) for (const order of everyOrder(writes)) writeOneByOne(createSettings(reference), order);
  });

  it('SET-013 what a client reads back is what it wrote, clamped or not', () => {
    const settings = createSettings(reference);
    writeOneByOne(settings, [['cellFullMillivolts', 4_000]]);
    expect(settings.snapshot()?.['cellFullMillivolts']).toBe(4_000);
  });
});

describe('settings at use', () => {
  it('SET-010 full stays 10 mV below the overvoltage trip', () => {
    const { values } = createSettings(reference);
    for (const [stored, used] of [
      [3_639, 3_639],
      [3_640, 3_640],
      [3_641, 3_640],
    ] as const) {
      expect(effectiveFullMillivolts({ ...values, cellFullMillivolts: stored })).toBe(used);
    }
  });

  it('SET-010 empty stays at the undervoltage trip or above', () => {
    const { values } = createSettings(reference);
    for (const [stored, used] of [
      [2_599, 2_600],
      [2_600, 2_600],
      [2_601, 2_601],
    ] as const) {
      expect(effectiveEmptyMillivolts({ ...values, cellEmptyMillivolts: stored })).toBe(used);
    }
  });

  it('SET-010 the charge voltage stays 50 mV below the overvoltage trip; float and balance start follow it down', () => {
    const { values } = createSettings(reference);
    for (const [stored, used] of [
      [3_599, 3_599],
      [3_600, 3_600],
      [3_601, 3_600],
    ] as const) {
      expect(effectiveChargeMillivolts({ ...values, cellChargeMillivolts: stored })).toBe(used);
    }
    expect([effectiveFloatMillivolts(values), effectiveBalanceStartMillivolts(values)]).toEqual([3_350, 3_400]);
    const lowered = { ...values, cellOvervoltageTripMillivolts: 3_300 };
    expect([
      effectiveChargeMillivolts(lowered),
      effectiveFloatMillivolts(lowered),
      effectiveBalanceStartMillivolts(lowered),
    ]).toEqual([3_250, 3_250, 3_250]);
  });

  it('SET-010 balancing starts at no less than twice the measured noise', () => {
    const { values } = createSettings(reference);
    expect([2, 3].map((noise) => effectiveBalanceTriggerMillivolts(values, noise))).toEqual([5, 6]);
  });

  it('SET-010 the second charge level stays a tenth above the first', () => {
    const { values } = createSettings(reference);
    expect(effectiveChargeOvercurrent2Milliamps(values)).toBe(200_000);
    expect(effectiveChargeOvercurrent2Milliamps({ ...values, chargeOvercurrent2TripMilliamps: 100_000 })).toBe(110_000);
  });
});

describe('the second overcurrent levels', () => {
  it('SET-011 a raised first level takes the second one along when it reaches it', () => {
    const settings = createSettings(reference);
    expect(settings.write({ chargeOvercurrentTripMilliamps: 199_900 }, 'operate')).toBe(undefined);
    expect(settings.values.chargeOvercurrent2TripMilliamps).toBe(200_000);
    expect(settings.write({ chargeOvercurrentTripMilliamps: 200_000 }, 'operate')).toBe(undefined);
    expect(settings.values.chargeOvercurrent2TripMilliamps).toBe(400_000);
    expect(settings.write({ chargeOvercurrentTripMilliamps: 500_000 }, 'operate')).toBe(undefined);
    expect(settings.values.chargeOvercurrent2TripMilliamps).toBe(1_000_000);

    expect(settings.write({ dischargeOvercurrent2TripMilliamps: 400_100 }, 'operate')).toBe(undefined);
    expect(settings.write({ dischargeOvercurrentTripMilliamps: 400_100 }, 'operate')).toBe(undefined);
    expect(settings.values.dischargeOvercurrent2TripMilliamps).toBe(600_100);
    expect(settings.lastChanges).toEqual([
      { key: 'dischargeOvercurrentTripMilliamps', before: 400_000, after: 400_100 },
      { key: 'dischargeOvercurrent2TripMilliamps', before: 400_100, after: 600_100 },
    ]);
  });

  it('SET-011 a second level stays where it is when the first is lowered, or raised below it', () => {
    const settings = createSettings(reference);
    for (const milliamps of [100_000, 50_000, 300_000, 500_000]) {
      expect(settings.write({ dischargeOvercurrentTripMilliamps: milliamps }, 'operate')).toBe(undefined);
      expect(settings.values.dischargeOvercurrent2TripMilliamps).toBe(600_000);
    }
    for (const milliamps of [50_000, 10_000, 150_000]) {
      expect(settings.write({ chargeOvercurrentTripMilliamps: milliamps }, 'operate')).toBe(undefined);
      expect(settings.values.chargeOvercurrent2TripMilliamps).toBe(200_000);
    }
  });

  it('SET-011 a second level named in the same write is judged as written', () => {
    const settings = createSettings(reference);
    const both = { dischargeOvercurrentTripMilliamps: 450_000, dischargeOvercurrent2TripMilliamps: 450_000 };
    expect(settings.write(both, 'operate')?.rule).toBe('SET-4c');
    expect(settings.write({ ...both, dischargeOvercurrent2TripMilliamps: 450_100 }, 'operate')).toBe(undefined);
    const charge = { chargeOvercurrentTripMilliamps: 250_000, chargeOvercurrent2TripMilliamps: 250_000 };
    expect(settings.write(charge, 'operate')).toBe(undefined);
    expect(settings.values.chargeOvercurrent2TripMilliamps).toBe(250_000);
  });

  it('SET-011 SET-4d a following second level stays below the short-circuit trip', () => {
    const settings = createSettings({ ...reference, shortCircuitMilliamps: 600_000 });
    expect(settings.values.dischargeOvercurrent2TripMilliamps).toBe(500_000);
    expect(settings.write({ dischargeOvercurrentTripMilliamps: 500_000 }, 'operate')).toBe(undefined);
    expect(settings.values.dischargeOvercurrent2TripMilliamps).toBe(550_000);
  });
});

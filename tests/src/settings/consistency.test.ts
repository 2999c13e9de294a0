// Every rule between settings at its limit and one step to either side, the limits worked out by hand from the domain
// reference, starting at the factory state (LFP, 25 cells, 400 Ah).

import { describe, it, expect } from '@jest/globals';
import type { Board } from '../../../hal/ports/board';
import { rules } from '../../../src/settings/consistency';
import type { SettingKey } from '../../../src/settings/registry';
import { chemistries } from '../../../src/settings/row';
import { rowOf } from '../../../src/settings/rows';
import type { Settings } from '../../../src/settings/store';
import { createSettings } from '../../../src/settings/store';
import { packFed, reference, small } from './boards';

interface Case {
  readonly rule: string;
  readonly key: SettingKey;
  /** The last value that holds; the next step towards `worse` does not. */
  readonly limit: number;
  readonly worse: 1 | -1;
  readonly after?: Readonly<Partial<Record<SettingKey, number>>>;
  readonly board?: Board;
}

const of300Amps: Board = { ...reference, maximumContinuousMilliamps: 300_000 };
const trippingAt540Amps: Board = { ...reference, shortCircuitMilliamps: 540_000 };
const balancingAt3Amps: Board = { ...reference, maximumBalanceMilliamps: 3_000 };

const cases: readonly Case[] = [
  { rule: 'SET-1a', key: 'cellShutdownMillivolts', limit: 2_580, worse: 1 },
  { rule: 'SET-1a', key: 'cellUndervoltageTripMillivolts', limit: 2_420, worse: -1 },
  { rule: 'SET-1b', key: 'cellUndervoltageClearMillivolts', limit: 2_650, worse: -1 },
  { rule: 'SET-1b', key: 'cellUndervoltageTripMillivolts', limit: 2_750, worse: 1 },
  { rule: 'SET-1c', key: 'cellOvervoltageClearMillivolts', limit: 2_900, worse: -1 },
  { rule: 'SET-1c', key: 'cellUndervoltageClearMillivolts', limit: 3_400, worse: 1 },
  { rule: 'SET-1d', key: 'cellOvervoltageClearMillivolts', limit: 3_630, worse: 1 },
  { rule: 'SET-1d', key: 'cellOvervoltageTripMillivolts', limit: 3_520, worse: -1 },
  {
    rule: 'SET-1e',
    key: 'criticalMarginMillivolts',
    limit: 250,
    worse: 1,
    after: { cellUndervoltageTripMillivolts: 1_250, cellShutdownMillivolts: 1_200 },
  },
  {
    rule: 'SET-1f',
    key: 'criticalMarginMillivolts',
    limit: 200,
    worse: 1,
    after: { cellOvervoltageTripMillivolts: 4_300, cellCount: 20 },
  },
  { rule: 'SET-2a', key: 'cellFloatMillivolts', limit: 3_449, worse: 1 },
  { rule: 'SET-2a', key: 'cellChargeMillivolts', limit: 3_351, worse: -1, after: { balanceStartMillivolts: 3_300 } },
  { rule: 'SET-2b', key: 'balanceStartMillivolts', limit: 3_450, worse: 1 },
  { rule: 'SET-2b', key: 'cellChargeMillivolts', limit: 3_400, worse: -1 },
  { rule: 'SET-3a', key: 'cellOvervoltageTripMillivolts', limit: 4_000, worse: 1 },
  {
    rule: 'SET-3a',
    key: 'cellCount',
    limit: 23,
    worse: 1,
    after: { cellCount: 20, cellOvervoltageTripMillivolts: 4_200 },
  },
  {
    rule: 'SET-3b',
    key: 'cellUndervoltageTripMillivolts',
    limit: 2_000,
    worse: -1,
    after: { cellCount: 8, cellShutdownMillivolts: 1_700 },
    board: packFed,
  },
  { rule: 'SET-3b', key: 'cellCount', limit: 7, worse: -1, board: packFed },
  { rule: 'SET-3c', key: 'cellCount', limit: 16, worse: 1, board: small },
  { rule: 'SET-4a', key: 'chargeOvercurrentTripMilliamps', limit: 300_000, worse: 1, board: of300Amps },
  { rule: 'SET-4b', key: 'dischargeOvercurrentTripMilliamps', limit: 300_000, worse: 1, board: of300Amps },
  { rule: 'SET-4c', key: 'dischargeOvercurrent2TripMilliamps', limit: 400_100, worse: -1 },
  { rule: 'SET-4d', key: 'dischargeOvercurrent2TripMilliamps', limit: 999_900, worse: 1 },
  { rule: 'SET-4e', key: 'dischargeOvercurrentTripMilliamps', limit: 450_000, worse: 1, board: trippingAt540Amps },
  { rule: 'SET-5a', key: 'chargeOvertemperatureClearDeciCelsius', limit: 520, worse: 1 },
  { rule: 'SET-5a', key: 'chargeOvertemperatureTripDeciCelsius', limit: 530, worse: -1 },
  { rule: 'SET-5b', key: 'dischargeOvertemperatureClearDeciCelsius', limit: 570, worse: 1 },
  { rule: 'SET-5b', key: 'dischargeOvertemperatureTripDeciCelsius', limit: 580, worse: -1 },
  { rule: 'SET-5c', key: 'chargeUndertemperatureClearDeciCelsius', limit: 30, worse: -1 },
  { rule: 'SET-5c', key: 'chargeUndertemperatureTripDeciCelsius', limit: 20, worse: 1 },
  { rule: 'SET-5d', key: 'dischargeUndertemperatureClearDeciCelsius', limit: -170, worse: -1 },
  { rule: 'SET-5d', key: 'dischargeUndertemperatureTripDeciCelsius', limit: -180, worse: 1 },
  { rule: 'SET-5f', key: 'heaterOnDeciCelsius', limit: 60, worse: -1 },
  { rule: 'SET-5f', key: 'chargeUndertemperatureClearDeciCelsius', limit: 60, worse: 1 },
  { rule: 'SET-5g', key: 'heaterOffDeciCelsius', limit: 100, worse: -1 },
  { rule: 'SET-5g', key: 'heaterOnDeciCelsius', limit: 90, worse: 1 },
  {
    rule: 'SET-5h',
    key: 'chargeUndertemperatureTripDeciCelsius',
    limit: 150,
    worse: 1,
    after: {
      chargeOvertemperatureTripDeciCelsius: 350,
      chargeOvertemperatureClearDeciCelsius: 300,
      chargeUndertemperatureClearDeciCelsius: 200,
      heaterOnDeciCelsius: 250,
      heaterOffDeciCelsius: 300,
    },
  },
  { rule: 'SET-6', key: 'balanceMaximumMilliamps', limit: 3_000, worse: 1, board: balancingAt3Amps },
  { rule: 'SET-7', key: 'chargeUndertemperatureTripDeciCelsius', limit: 0, worse: -1 },
];

/** Raised by the board's record alone: no write can break them. */
const rulesOfTheBoard = ['SET-4f', 'SET-5e'];

function prepared(item: Case): Settings {
  const settings = createSettings(item.board ?? reference);
  if (item.after !== undefined) expect(settings.write(item.after, 'operate')).toBe(undefined);
  return settings;
}

describe('the consistency rules', () => {
  for (const item of cases) {
    it(`SET-009 ${item.rule} holds up to ${item.key} = ${item.limit} and no further`, () => {
      const step = rowOf(item.key).step * item.worse;
      expect(prepared(item).write({ [item.key]: item.limit - step }, 'operate')).toBe(undefined);
      expect(prepared(item).write({ [item.key]: item.limit }, 'operate')).toBe(undefined);
      const settings = prepared(item);
      const before = JSON.stringify([settings.values, settings.generation]);
      const refusal = settings.write({ [item.key]: item.limit + step }, 'operate');
      expect([refusal?.code, refusal?.rule]).toEqual(['rule', item.rule]);
      expect(JSON.stringify([settings.values, settings.generation])).toBe(before);
    });
  }

  it('SET-009 every rule has a case here, and an id of its own', () => {
    const tested = new Set([...cases.map((item) => item.rule), ...rulesOfTheBoard]);
    expect(rules.map((rule) => rule.id)).toEqual([...tested].sort());
  });

  it('SET-023 each remedy that a refusal names removes the contradiction', () => {
    let remedies = 0;
    for (const item of cases) {
      const wrong = { [item.key]: item.limit + rowOf(item.key).step * item.worse };
      const message = prepared(item).write(wrong, 'operate')?.message ?? '';
      for (const [, key, limit] of message.matchAll(/set (\w+) to at (?:most|least) (-?\d+)/g)) {
        const remedied = prepared(item).write({ ...wrong, [key]: Number(limit) }, 'operate');
        expect([message, remedied?.rule === item.rule]).toEqual([message, false]);
        expect([message, remedied?.code ?? 'rule']).toEqual([message, 'rule']);
        remedies++;
      }
    }
    expect(remedies > cases.length).toBe(true);
  });

  it('SET-023 a refusal advises no value that its row would refuse, and no change of the hardware', () => {
    const cells = createSettings(packFed).write({ cellCount: 3 }, 'operate');
    expect(cells?.message).toBe(
      'All cells at their undervoltage trip still supply the board with 16 V, unless it has its own supply. ' +
        'Please set cellCount to at least 7.',
    );
    expect(() => createSettings({ ...reference, powerStageClearDeciCelsius: 999 })).toThrow(
      'This board does not allow it',
    );
  });

  it('SET-009 SET-3a the bearable pack voltage of the board counts where it is below 100 V', () => {
    const settings = createSettings(small);
    expect(settings.write({ cellOvervoltageTripMillivolts: 4_350 }, 'operate')).toBe(undefined);
    const lower = createSettings({ ...small, maximumPackMillivolts: 60_000 });
    expect(lower.write({ cellOvervoltageTripMillivolts: 3_750 }, 'operate')).toBe(undefined);
    expect(lower.write({ cellOvervoltageTripMillivolts: 3_751 }, 'operate')?.rule).toBe('SET-3a');
    const higher = createSettings({ ...reference, maximumPackMillivolts: 120_000 });
    expect(higher.write({ cellOvervoltageTripMillivolts: 4_001 }, 'operate')?.rule).toBe('SET-3a');
  });

  it('SET-009 SET-3b does not apply to a board with a supply of its own', () => {
    expect(createSettings(reference).write({ cellCount: 3 }, 'operate')).toBe(undefined);
    expect(createSettings(packFed).write({ cellCount: 3 }, 'operate')?.rule).toBe('SET-3b');
  });

  it('SET-009 SET-6 asks nothing of a board without a balancer', () => {
    expect(createSettings(small).write({ balanceMaximumMilliamps: 5_000 }, 'operate')).toBe(undefined);
  });

  it('SET-017 SET-7 cold charging is for LTO, or for an owner who acknowledged it; nobody else, chemistry unset included', () => {
    for (const chemistry of [chemistries.unset, chemistries.lfp, chemistries.nmc, chemistries.lto]) {
      for (const coldChargeAcknowledged of [0, 1]) {
        for (const trip of [-1, 0, 1]) {
          const refusal = createSettings(reference).write(
            { chemistry, coldChargeAcknowledged, chargeUndertemperatureTripDeciCelsius: trip },
            'operate',
          );
          const allowed = trip >= 0 || chemistry === chemistries.lto || coldChargeAcknowledged === 1;
          expect(refusal?.rule).toBe(allowed ? undefined : 'SET-7');
        }
      }
    }
  });

  it('SET-017 SET-7 neither the chemistry nor the acknowledgement can be taken away from under a cold limit', () => {
    const settings = createSettings(reference);
    expect(settings.applyPreset('lto', 'safe')).toBe(undefined);
    expect(settings.write({ chemistry: chemistries.lfp }, 'operate')?.rule).toBe('SET-7');
    expect(settings.write({ chemistry: chemistries.lfp, coldChargeAcknowledged: 1 }, 'operate')).toBe(undefined);
    expect(settings.write({ coldChargeAcknowledged: 0 }, 'operate')?.rule).toBe('SET-7');
  });
});

describe('a board', () => {
  it('SET-022 its facts are read as settings', () => {
    const { values } = createSettings({
      ...reference,
      shortCircuitMilliamps: 777_777,
      powerStageTripDeciCelsius: 900,
      powerStageClearDeciCelsius: 700,
    });
    expect(values.shortCircuitTripMilliamps).toBe(777_777);
    expect(values.powerStageTripDeciCelsius).toBe(900);
    expect(values.powerStageClearDeciCelsius).toBe(700);
  });

  it('SET-022 SET-4f SET-5e a board whose facts contradict each other is an error of ours', () => {
    const limits: ReadonlyArray<readonly [Partial<Board>, Partial<Board>]> = [
      [{ shortCircuitMilliamps: 1_092_000 }, { shortCircuitMilliamps: 1_092_001 }],
      [{ powerStageClearDeciCelsius: 970 }, { powerStageClearDeciCelsius: 971 }],
      [{ maximumCells: 3 }, { maximumCells: 2 }],
      [{ powerStageTripDeciCelsius: 1_500 }, { powerStageTripDeciCelsius: 1_501 }],
    ];
    for (const [good, bad] of limits) {
      expect(createSettings({ ...reference, ...good }).intact).toBe(true);
      expect(() => createSettings({ ...reference, ...bad })).toThrow();
    }
  });

  it('SET-022 the factory state fits a small board', () => {
    const { values } = createSettings(small);
    expect(values.cellCount).toBe(16);
    expect(values.chargeOvercurrentTripMilliamps).toBe(100_000);
    expect(values.dischargeOvercurrentTripMilliamps).toBe(100_000);
    expect(values.dischargeOvercurrent2TripMilliamps).toBe(183_300);
    expect(values.balanceMaximumMilliamps).toBe(300);
    expect(createSettings({ ...small, maximumPackMillivolts: 50_000 }).values.cellCount).toBe(13);
  });

  it('SET-023 a refusal names the setting that was written, the limit it would have to keep, and the rule', () => {
    const settings = createSettings(reference);
    expect(settings.write({ cellOvervoltageTripMillivolts: 3_400 }, 'operate')).toMatchObject({
      code: 'rule',
      rule: 'SET-1d',
      key: 'cellOvervoltageTripMillivolts',
      limit: 3_520,
    });
    expect(settings.write({ cellOvervoltageClearMillivolts: 3_640 }, 'operate')).toMatchObject({
      code: 'rule',
      rule: 'SET-1d',
      key: 'cellOvervoltageClearMillivolts',
      limit: 3_630,
    });
  });
});

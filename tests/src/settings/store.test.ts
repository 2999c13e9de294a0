// Factory state, reset, storing and restoring, and a long random life.

import { describe, it, expect } from '@jest/globals';
import { rules } from '../../../src/settings/consistency';
import { settingRows, textRows } from '../../../src/settings/rows';
import { createSettings } from '../../../src/settings/store';
import { packFed, reference, small } from './boards';

function stored(): Record<string, unknown> {
  const settings = createSettings(reference);
  const changes = { cellCount: 16, capacityMilliampHours: 280_000, deviceName: 'Shed', currentGainPpm: 1_012_345 };
  expect(settings.write(changes, 'calibrate')).toBe(undefined);
  expect(settings.applyPreset('lfp', 'safe')).toBe(undefined);
  expect(settings.write({ chargeSwitch: 1 }, 'operate')).toBe(undefined);
  return { ...settings.snapshot() };
}

describe('the factory state', () => {
  it('SET-019 the safe LFP numbers, chemistry unset, the three switches off', () => {
    const { values, texts, intact, generation } = createSettings(reference);
    for (const row of settingRows) expect([row.key, values[row.key]]).toEqual([row.key, row.fallback]);
    for (const row of textRows) expect([row.key, texts[row.key]]).toEqual([row.key, row.fallback]);
    expect([values.chemistry, values.chargeSwitch, values.dischargeSwitch, values.balanceSwitch]).toEqual([0, 0, 0, 0]);
    expect([values.cellCount, values.capacityMilliampHours]).toEqual([25, 400_000]);
    expect([intact, generation]).toEqual([true, 0]);
  });

  it('SET-019 a reset brings it back, names included, and keeps the calibration', () => {
    const settings = createSettings(reference);
    expect(settings.restore(stored())).toBe(undefined);
    expect(settings.write({ currentOffsetMicroamps: -6_700, voltageGainPpm: 999_000 }, 'calibrate')).toBe(undefined);
    const { generation } = settings;
    settings.factoryReset();
    for (const row of settingRows) {
      if (row.access !== 'calibrate') expect([row.key, settings.values[row.key]]).toEqual([row.key, row.fallback]);
    }
    expect(settings.values.currentGainPpm).toBe(1_012_345);
    expect(settings.values.currentOffsetMicroamps).toBe(-6_700);
    expect(settings.values.voltageGainPpm).toBe(999_000);
    expect(settings.texts.deviceName).toBe('Evencell');
    expect(settings.generation).toBe(generation + 1);
    expect(settings.lastChanges.find((change) => change.key === 'cellCount')).toEqual({
      key: 'cellCount',
      before: 16,
      after: 25,
    });
  });
});

describe('stored settings', () => {
  it('SET-020 come back whole', () => {
    const kept = stored();
    const settings = createSettings(reference);
    expect(settings.restore(JSON.parse(JSON.stringify(kept)))).toBe(undefined);
    expect([settings.intact, settings.generation]).toEqual([true, 1]);
    expect({ ...settings.snapshot() }).toEqual(kept);
    expect([settings.values.cellCount, settings.texts.deviceName]).toEqual([16, 'Shed']);
    expect(settings.values.currentGainPpm).toBe(1_012_345);
  });

  it('SET-020 hold every setting but the facts of the board', () => {
    const keys = [...settingRows.filter((row) => row.access !== 'board'), ...textRows].map((row) => row.key);
    expect(Object.keys(stored()).sort()).toEqual([...keys].sort());
  });

  it('SET-022 facts of the board come from the board even if others were stored', () => {
    const settings = createSettings(reference);
    expect(settings.restore({ ...stored(), shortCircuitTripMilliamps: 1, powerStageTripDeciCelsius: 'hot' })).toBe(
      undefined,
    );
    expect(settings.intact).toBe(true);
    expect(settings.values.shortCircuitTripMilliamps).toBe(1_000_000);
    expect(settings.values.powerStageTripDeciCelsius).toBe(1_000);
  });

  it('SET-020 that cannot be trusted are dropped whole for the factory state', () => {
    const good = stored();
    const without = (key: string) => Object.fromEntries(Object.entries(good).filter(([name]) => name !== key));
    const damaged: Array<readonly [unknown, string]> = [
      [undefined, 'malformed'],
      [null, 'malformed'],
      ['{}', 'malformed'],
      [42, 'malformed'],
      [[], 'malformed'],
      [{}, 'missingKey'],
      [{ ...good, surprise: 1 }, 'unknownKey'],
      [{ ...good, cellCount: 26 }, 'aboveMaximum'],
      [{ ...good, cellCount: 2 }, 'belowMinimum'],
      [{ ...good, cellCount: '16' }, 'notWhole'],
      [{ ...good, cellCount: NaN }, 'notWhole'],
      [{ ...good, capacityMilliampHours: 280_001 }, 'offStep'],
      [{ ...good, deviceName: 5 }, 'notText'],
      [{ ...good, deviceName: '\u00ff' }, 'notAscii'],
      [{ ...good, cellOvervoltageClearMillivolts: 3_640 }, 'rule'],
      [JSON.parse(`{"__proto__": ${JSON.stringify(good)}}`), 'unknownKey'],
      [Object.create(good), 'missingKey'],
    ];
    for (const key of Object.keys(good)) damaged.push([without(key), 'missingKey']);
    for (const [wrong, code] of damaged) {
      const settings = createSettings(reference);
      expect(settings.write({ cellCount: 20, deviceName: 'Old' }, 'operate')).toBe(undefined);
      expect(settings.restore(wrong)?.code).toBe(code);
      expect([settings.intact, settings.generation]).toEqual([false, 2]);
      expect(settings.values).toEqual(createSettings(reference).values);
      expect(settings.texts).toEqual(createSettings(reference).texts);
    }
  });

  it('SET-020 of another board are dropped where this one cannot bear them', () => {
    const settings = createSettings(small);
    expect(settings.restore(stored())?.rule).toBe('SET-4b');
    expect(settings.intact).toBe(false);
    expect(settings.values).toEqual(createSettings(small).values);
  });

  it('SET-021 once distrusted, writes, resets and refused presets do not restore trust; a chosen preset does', () => {
    const settings = createSettings(reference);
    expect(settings.restore('garbage')?.code).toBe('malformed');
    expect(settings.write({ cellCount: 24 }, 'operate')).toBe(undefined);
    expect(settings.intact).toBe(false);
    expect(settings.applyPreset('nmc', 'safe')?.rule).toBe('SET-3a');
    expect(settings.intact).toBe(false);
    settings.factoryReset();
    expect(settings.intact).toBe(false);
    expect(settings.applyPreset('lfp', 'safe')).toBe(undefined);
    expect(settings.intact).toBe(true);
  });

  it('SET-021 a set that is only a fallback is not offered for storing, so that a restart cannot launder it', () => {
    const settings = createSettings(reference);
    expect(settings.restore({})?.code).toBe('missingKey');
    expect(settings.write({ cellCount: 16 }, 'operate')).toBe(undefined);
    expect(settings.snapshot()).toBe(undefined);
    expect(settings.applyPreset('lfp', 'safe')).toBe(undefined);
    expect(settings.snapshot()?.['cellCount']).toBe(16);
  });

  it('SET-021 a second slot that is whole makes up for a first that is not', () => {
    const settings = createSettings(reference);
    expect(settings.restore(null)?.code).toBe('malformed');
    expect(settings.restore(stored())).toBe(undefined);
    expect([settings.intact, settings.values.cellCount]).toEqual([true, 16]);
  });
});

describe('a long life', () => {
  it('SET-009 no sequence of writes and presets leads to a set that breaks a rule, or that would not be restored', () => {
    let seed = 20_240_607;
    // Numerical Recipes' generator: the same life on every engine.
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 4_294_967_296) * below);
    };
    for (const board of [reference, packFed, small]) {
      const settings = createSettings(board);
      let accepted = 0;
      for (let life = 0; life < 3_000; life++) {
        const changes: Record<string, number> = {};
        for (let count = 1 + random(3); count > 0; count--) {
          const row = settingRows[random(settingRows.length)];
          const near = settings.values[row.key] + (random(41) - 20) * row.step;
          changes[row.key] = random(4) === 0 ? row.min + random(row.max - row.min + 1) : near;
        }
        const before = settings.values;
        const { generation } = settings;
        const refusal =
          random(50) === 0
            ? settings.applyPreset((['lfp', 'nmc', 'lto'] as const)[random(3)], random(2) === 0 ? 'safe' : 'manual')
            : settings.write(changes, 'calibrate');
        if (refusal === undefined) accepted++;
        else expect(settings.values).toBe(before);
        expect(settings.generation).toBe(refusal === undefined ? generation + 1 : generation);
      }
      expect(accepted > 300).toBe(true);
      for (const rule of rules) expect(rule.broken(settings.values, board)).toBe(undefined);
      const again = createSettings(board);
      expect(again.restore(settings.snapshot())).toBe(undefined);
      expect(again.values).toEqual(settings.values);
    }
  });
});

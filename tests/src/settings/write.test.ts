// Writes from outside: ranges, rights, all or nothing, and input that nobody should trust.

import { describe, it, expect } from '@jest/globals';
import type { Access } from '../../../src/settings/row';
import { settingRows, textRows } from '../../../src/settings/rows';
import type { Settings } from '../../../src/settings/store';
import { createSettings } from '../../../src/settings/store';
import { reference } from './boards';

/** Tries a write that must be refused, and shows that it left nothing behind. */
function refused(settings: Settings, changes: unknown, access: Access = 'operate') {
  const before = JSON.stringify([settings.values, settings.texts, settings.generation, settings.lastChanges]);
  const refusal = settings.write(changes, access);
  expect(JSON.stringify([settings.values, settings.texts, settings.generation, settings.lastChanges])).toBe(before);
  if (refusal === undefined) throw new Error(`accepted: ${JSON.stringify(changes)}`);
  expect(refusal.message.length > 10).toBe(true);
  expect(refusal.message.slice(-1)).toBe('.');
  return refusal;
}

const writable = settingRows.filter((row) => row.access !== 'board');

describe('a write', () => {
  it('SET-003 a value below the minimum is refused with the minimum', () => {
    for (const row of writable) {
      const refusal = refused(createSettings(reference), { [row.key]: row.min - 1 }, 'calibrate');
      expect([refusal.code, refusal.key, refusal.limit]).toEqual(['belowMinimum', row.key, row.min]);
    }
  });

  it('SET-003 a value above the maximum is refused with the maximum', () => {
    for (const row of writable) {
      const refusal = refused(createSettings(reference), { [row.key]: row.max + 1 }, 'calibrate');
      expect([refusal.code, refusal.key, refusal.limit]).toEqual(['aboveMaximum', row.key, row.max]);
    }
  });

  it('SET-003 a value between two steps is refused with the step', () => {
    const stepped = writable.filter((row) => row.step > 1);
    expect(stepped.length).toBe(7);
    for (const row of stepped) {
      for (const value of [row.min + 1, row.fallback - 1, row.fallback + 1, row.max - 1]) {
        const refusal = refused(createSettings(reference), { [row.key]: value });
        expect([refusal.code, refusal.key, refusal.limit]).toEqual(['offStep', row.key, row.step]);
      }
    }
  });

  it('SET-003 minimum and maximum themselves are refused by no range', () => {
    for (const row of writable) {
      for (const value of [row.min, row.max]) {
        const refusal = createSettings(reference).write({ [row.key]: value }, 'calibrate');
        expect([row.key, value, refusal?.code ?? 'rule']).toEqual([row.key, value, 'rule']);
      }
    }
  });

  it('SET-003 what is not a whole number is refused', () => {
    const nonsense = [NaN, Infinity, -Infinity, 3650.5, '3650', '', null, undefined, true, [3650], {}, () => 3650];
    for (const value of nonsense) {
      const refusal = refused(createSettings(reference), { cellOvervoltageTripMillivolts: value });
      expect([refusal.code, refusal.key]).toEqual(['notWhole', 'cellOvervoltageTripMillivolts']);
    }
  });

  it('SET-023 a refusal tells which value would do, in the unit of the setting', () => {
    const said = (changes: unknown, access: Access = 'operate') =>
      refused(createSettings(reference), changes, access).message;
    expect(said({ cellOvervoltageTripMillivolts: 1 })).toBe('Give cellOvervoltageTripMillivolts at least 1200 mV.');
    expect(said({ cellOvervoltageTripMillivolts: 5_000 })).toBe('Give cellOvervoltageTripMillivolts at most 4350 mV.');
    expect(said({ cellCount: 26 })).toBe('Give cellCount at most 25.');
    expect(said({ capacityMilliampHours: 2_050 })).toBe('Give capacityMilliampHours in steps of 100 mAh.');
    expect(said({ cellOvervoltageTripMillivolts: 3_500 })).toBe(
      'The overvoltage release lies at least 20 mV below its trip. Please set cellOvervoltageClearMillivolts to at ' +
        'most 3480 or set cellOvervoltageTripMillivolts to at least 3520.',
    );
    expect(said({ cellCount: 16 }, 'read')).toBe('Enter the settings password to change cellCount.');
  });

  it('SET-003 numbers too big for exact arithmetic are refused by the range', () => {
    for (const value of [1e308, 2 ** 53, -(2 ** 53), 4_294_967_295]) {
      const code = refused(createSettings(reference), { cellOvervoltageTripMillivolts: value }).code;
      expect(code).toBe(value < 0 ? 'belowMinimum' : 'aboveMaximum');
    }
  });

  it('SET-003 a negative zero is stored as zero', () => {
    const settings = createSettings(reference);
    expect(settings.write({ chargeUndertemperatureTripDeciCelsius: -0 }, 'operate')).toBe(undefined);
    expect(1 / settings.values.chargeUndertemperatureTripDeciCelsius).toBe(Infinity);
  });

  it('SET-004 one bad value among ten changes nothing, wherever it stands', () => {
    const good: ReadonlyArray<readonly [string, number]> = [
      ['cellCount', 16],
      ['capacityMilliampHours', 280_000],
      ['cellUndervoltageDelayMs', 3_000],
      ['tailCurrentPercent', 4],
      ['absorptionMinutes', 30],
      ['heatFromPack', 1],
      ['prechargeTimeMs', 2_000],
      ['accessoryMode', 1],
      ['sleepDelayHours', 12],
    ];
    const bad: ReadonlyArray<readonly [string, unknown, string]> = [
      ['cellChargeMillivolts', 9_999, 'aboveMaximum'],
      ['cellChargeMillivolt', 3_450, 'unknownKey'],
      ['powerStageTripDeciCelsius', 1_000, 'noAccess'],
      ['currentGainPpm', 1_000_000, 'noAccess'],
      ['cellChargeMillivolts', 3_350, 'rule'],
      ['deviceName', '', 'tooShort'],
    ];
    for (const [key, value, code] of bad) {
      for (let at = 0; at <= good.length; at++) {
        const entries: Array<readonly [string, unknown]> = [...good];
        entries.splice(at, 0, [key, value]);
        expect(refused(createSettings(reference), Object.fromEntries(entries)).code).toBe(code);
      }
    }
    const settings = createSettings(reference);
    expect(settings.write(Object.fromEntries(good), 'operate')).toBe(undefined);
    for (const [key, value] of good) expect((settings.values as Record<string, number>)[key]).toBe(value);
  });

  it('SET-004 values that only make sense together are accepted together', () => {
    const apart = createSettings(reference);
    expect(refused(apart, { cellOvervoltageClearMillivolts: 4_100 }).rule).toBe('SET-1d');
    expect(
      apart.write({ cellOvervoltageClearMillivolts: 3_900, cellOvervoltageTripMillivolts: 4_000 }, 'operate'),
    ).toBe(undefined);
  });

  it('SET-005 who only reads changes nothing, a stranger neither', () => {
    for (const row of writable) {
      expect(refused(createSettings(reference), { [row.key]: row.fallback }, 'read').code).toBe('noAccess');
      expect(refused(createSettings(reference), { [row.key]: row.fallback }, 'root' as Access).code).toBe('noAccess');
    }
    for (const row of textRows) {
      expect(refused(createSettings(reference), { [row.key]: 'X' }, 'read').code).toBe('noAccess');
    }
  });

  it('SET-005 the settings password opens everything but calibration and the facts of the board', () => {
    for (const row of settingRows) {
      const code = createSettings(reference).write({ [row.key]: row.fallback }, 'operate')?.code;
      expect([row.key, code]).toEqual([row.key, row.access === 'operate' ? undefined : 'noAccess']);
    }
  });

  it('SET-005 the calibration writes its own rows, and nobody the facts of the board', () => {
    for (const row of settingRows) {
      const code = createSettings(reference).write({ [row.key]: row.fallback }, 'calibrate')?.code;
      expect([row.key, code]).toEqual([row.key, row.access === 'board' ? 'noAccess' : undefined]);
    }
  });

  it('SET-006 an accepted write counts one generation and tells old and new values', () => {
    const settings = createSettings(reference);
    const values = settings.values;
    expect([settings.generation, settings.lastChanges]).toEqual([0, []]);
    expect(settings.write({ cellCount: 16, absorptionMinutes: 60, deviceName: 'Shed' }, 'operate')).toBe(undefined);
    expect(settings.generation).toBe(1);
    expect(settings.lastChanges).toEqual([
      { key: 'cellCount', before: 25, after: 16 },
      { key: 'deviceName', before: 'Evencell', after: 'Shed' },
    ]);
    expect([values.cellCount, settings.values.cellCount]).toEqual([25, 16]);
  });

  it('SET-006 writing what is already there is accepted and changes nothing', () => {
    const settings = createSettings(reference);
    expect(settings.write({ cellCount: 25 }, 'operate')).toBe(undefined);
    expect([settings.generation, settings.lastChanges]).toEqual([1, []]);
  });

  it('SET-006 readers cannot write past the checks', () => {
    const settings = createSettings(reference);
    expect(() => Object.assign(settings.values, { cellCount: 3 })).toThrow();
    expect(() => Object.assign(settings.texts, { deviceName: 'X' })).toThrow();
    expect(settings.write({ cellCount: 16 }, 'operate')).toBe(undefined);
    expect(() => Object.assign(settings.values, { cellCount: 3 })).toThrow();
    expect(() => Object.assign(settings.texts, { deviceName: 'X' })).toThrow();
    expect(() => Object.assign(settings.lastChanges, { 0: undefined })).toThrow();
    expect(() => Object.assign(settings.lastChanges[0], { after: 3 })).toThrow();
    expect(settings.values.cellCount).toBe(16);
  });

  it('SET-007 what is not a record of settings is refused', () => {
    const nonsense = [undefined, null, 0, 7, NaN, '', 'cellCount', true, [], [1, 2], ['cellCount'], () => 0];
    for (const changes of nonsense) expect(refused(createSettings(reference), changes).code).toBe('malformed');
    expect(refused(createSettings(reference), {}).code).toBe('empty');
    expect(refused(createSettings(reference), new Map([['cellCount', 16]])).code).toBe('empty');
    expect(refused(createSettings(reference), new Uint8Array(4)).code).toBe('unknownKey');
    expect(refused(createSettings(reference), { [Symbol('cellCount')]: 16 }).code).toBe('empty');
  });

  it('SET-007 names of object machinery are refused and reach no prototype', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      const changes: unknown = JSON.parse(`{"cellCount": 16, "${name}": {"polluted": 1}}`);
      expect(refused(createSettings(reference), changes).code).toBe('unknownKey');
    }
    const inherited: unknown = Object.create({ cellCount: 16 });
    expect(refused(createSettings(reference), inherited).code).toBe('empty');
    expect(({} as Record<string, unknown>)['polluted']).toBe(undefined);
    const bare = Object.assign(Object.create(null) as object, { cellCount: 16 });
    expect(createSettings(reference).write(bare, 'operate')).toBe(undefined);
  });

  it('SET-007 huge objects and endless names are refused without being echoed', () => {
    const huge: Record<string, number> = {};
    for (let at = 0; at < 20_000; at++) huge[`setting${at}`] = at;
    expect(refused(createSettings(reference), huge).code).toBe('unknownKey');
    const refusal = refused(createSettings(reference), { ['x'.repeat(100_000)]: 1 });
    expect(refusal.key?.length).toBe(40);
    expect(refusal.message.length < 200).toBe(true);
    expect(refused(createSettings(reference), { deviceName: 'x'.repeat(100_000) }).code).toBe('tooLong');
  });

  it('SET-008 a text is printable ASCII within its length', () => {
    const settings = createSettings(reference);
    for (const name of ['A', 'Boat 2', 'x'.repeat(16), ' ~!']) {
      expect(settings.write({ deviceName: name }, 'operate')).toBe(undefined);
      expect(settings.texts.deviceName).toBe(name);
    }
    const bad: ReadonlyArray<readonly [unknown, string, number | undefined]> = [
      ['', 'tooShort', 1],
      ['x'.repeat(17), 'tooLong', 16],
      ['Z\u00fcrich', 'notAscii', undefined],
      ['\u7535\u6c60', 'notAscii', undefined],
      ['line\n', 'notAscii', undefined],
      ['\u0000', 'notAscii', undefined],
      ['\u007f', 'notAscii', undefined],
      [7, 'notText', undefined],
      [null, 'notText', undefined],
      [['a'], 'notText', undefined],
    ];
    for (const [value, code, limit] of bad) {
      const refusal = refused(settings, { deviceName: value });
      expect([refusal.code, refusal.key, refusal.limit]).toEqual([code, 'deviceName', limit]);
    }
    expect(settings.write({ userData: '' }, 'operate')).toBe(undefined);
    expect(refused(settings, { hardwareVersion: '123456789' }).limit).toBe(8);
  });
});

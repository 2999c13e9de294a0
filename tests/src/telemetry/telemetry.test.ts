// Telemetry: what is told, and that what is not known is not told.

import { describe, expect, it } from '@jest/globals';
import { rules } from '../../../protection/rules';
import { CHARGE } from '../../../src/model/outputs';
import { alarmOf, alarms, raised } from '../../../src/telemetry/alarms';
import { points, valueCount, type PointKey } from '../../../src/telemetry/points';
import { createRig, type Rig } from '../../support/rig';

function read(rig: Rig, key: PointKey, index = 0): number | undefined {
  const point = points.find((row) => row.key === key);
  if (point === undefined) throw new Error(key);
  return point.read(rig.bms, index);
}

describe('points', () => {
  it('TEL-001 show the status page of the manual: cells, pack, extremes, currents, temperatures, switches', () => {
    const rig = createRig({ cells: 4, cellMillivolts: 3_300 });
    rig.knobs.cellMillivolts[1] = 3_310;
    rig.knobs.cellMillivolts[3] = 3_291;
    rig.knobs.milliamps = -12_340;
    rig.knobs.probeDeciCelsius[1] = 155;
    rig.bms.setRemaining(50_000);
    rig.run(8_000);
    expect([0, 1, 2, 3].map((cell) => read(rig, 'cellMillivolts', cell))).toEqual([3_300, 3_310, 3_300, 3_291]);
    expect(read(rig, 'packMillivolts')).toBe(13_201);
    expect(read(rig, 'cellAverageMillivolts')).toBe(3_300);
    expect(read(rig, 'cellSpreadMillivolts')).toBe(19);
    expect(read(rig, 'highestCell')).toBe(1);
    expect(read(rig, 'lowestCell')).toBe(3);
    expect(read(rig, 'highestCellMillivolts')).toBe(3_310);
    expect(read(rig, 'lowestCellMillivolts')).toBe(3_291);
    expect(read(rig, 'packMilliamps')).toBe(-12_340);
    expect(read(rig, 'packMilliwatts')).toBe(-162_900);
    expect(read(rig, 'probeDeciCelsius', 1)).toBe(155);
    expect(read(rig, 'powerStageDeciCelsius')).toBe(300);
    expect(read(rig, 'chargeClosed')).toBe(1);
    expect(read(rig, 'errorCode')).toBe(0);
    expect(read(rig, 'capacityMilliampHours')).toBe(100_000);
  });

  it('TEL-002 what is not known is not told', () => {
    const rig = createRig();
    rig.knobs.cellsAnswer = false;
    rig.knobs.currentAnswers = false;
    rig.knobs.temperaturesAnswer = false;
    rig.knobs.supplyAnswers = false;
    rig.run(5_000);
    for (const key of [
      'cellMillivolts',
      'packMillivolts',
      'stackMillivolts',
      'cellAverageMillivolts',
      'cellSpreadMillivolts',
      'highestCellMillivolts',
      'lowestCellMillivolts',
      'highestCell',
      'lowestCell',
      'packMilliamps',
      'packMilliwatts',
      'socPermille',
      'remainingMilliampHours',
      'sohPercent',
      'wireMilliohms',
      'probeDeciCelsius',
      'powerStageDeciCelsius',
      'supplyMillivolts',
      'coilMillivolts',
    ] as const) {
      expect([key, read(rig, key)]).toEqual([key, undefined]);
    }
  });

  it('TEL-002 an absent probe has no temperature', () => {
    const rig = createRig();
    rig.knobs.probeCondition[2] = 1;
    rig.run(2_000);
    expect(read(rig, 'probeDeciCelsius', 2)).toBeUndefined();
    expect(read(rig, 'probeDeciCelsius', 0)).toBe(250);
  });

  it('TEL-003 every row has its own id and key, and gives whole numbers or nothing', () => {
    const rig = createRig({ cells: 25 });
    rig.run(8_000);
    expect(new Set(points.map((point) => point.id)).size).toBe(points.length);
    expect(new Set(points.map((point) => point.key)).size).toBe(points.length);
    for (const point of points) {
      for (let index = 0; index < valueCount(point, rig.bms); index += 1) {
        const value = point.read(rig.bms, index);
        expect([point.key, value === undefined || Number.isSafeInteger(value)]).toEqual([point.key, true]);
      }
    }
    expect(points.filter((point) => valueCount(point, rig.bms) === 25).map((point) => point.key)).toContain(
      'cellMillivolts',
    );
  });

  it('TEL-004 limits fall to 0 while a path is withheld or switched off', () => {
    const rig = createRig({ cellMillivolts: 3_600 });
    rig.run(8_000);
    expect(read(rig, 'chargeVoltageLimitMillivolts')).toBe(16 * 3_450);
    expect(read(rig, 'chargeCurrentLimitMilliamps')).toBe(50_000);
    expect(read(rig, 'dischargeCurrentLimitMilliamps')).toBe(100_000);
    rig.knobs.cellMillivolts[0] = 3_760;
    rig.run(1_000);
    expect(rig.on(CHARGE)).toBe(false);
    expect(read(rig, 'chargeCurrentLimitMilliamps')).toBe(0);
    rig.settings.write({ dischargeSwitch: 0 }, 'operate');
    expect(read(rig, 'dischargeCurrentLimitMilliamps')).toBe(0);
  });
});

describe('error codes and alarms', () => {
  it('TEL-005 the code shown first follows the order 6, 9, 7, 2, 1, 4, 5, 3, 8', () => {
    const rig = createRig({ cellMillivolts: 3_600 });
    rig.run(8_000);
    rig.knobs.probeCondition[0] = 1;
    rig.run(4_000);
    expect(read(rig, 'errorCode')).toBe(5);
    rig.knobs.cellMillivolts[0] = 3_700;
    rig.run(3_000);
    expect(read(rig, 'errorCode')).toBe(2);
    rig.knobs.latched = true;
    rig.run(100);
    expect(read(rig, 'errorCode')).toBe(6);
    expect(read(rig, 'errorCodes')).toBe((1 << 2) | (1 << 5) | (1 << 6));
  });

  it('TEL-006 every fault raises an alarm of the family or says that none fits', () => {
    expect(Object.keys(alarmOf).sort()).toEqual(rules.map((rule) => rule.fault).sort());
    for (const alarm of Object.values(alarmOf)) if (alarm !== 'none') expect(alarms).toContain(alarm);
  });

  it('TEL-006 an alarm is raised while a fault of its kind is tripped', () => {
    const rig = createRig({ cellMillivolts: 3_600 });
    rig.run(8_000);
    expect(raised('cellOvervoltage', rig.bms.facts.verdict)).toBe(false);
    rig.knobs.cellMillivolts[0] = 3_700;
    rig.run(3_000);
    expect(raised('cellOvervoltage', rig.bms.facts.verdict)).toBe(true);
    expect(raised('cellUndervoltage', rig.bms.facts.verdict)).toBe(false);
  });

  it('TEL-007 tells how long a trip that ends by time still lasts', () => {
    const rig = createRig();
    rig.run(8_000);
    rig.knobs.latched = true;
    rig.run(1_050);
    expect(read(rig, 'dischargeShortCircuitReleaseSeconds')).toBe(59);
  });
});

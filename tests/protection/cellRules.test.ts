// Cell rules against domain reference 3.2: what trips, when, what it withholds, and what ends it.

import { describe, expect, it } from '@jest/globals';
import { CHARGE, DISCHARGE } from '../../src/model/outputs';
import { createRig } from '../support/rig';

/** A firmware that has settled with both paths closed. */
function settled(options: Parameters<typeof createRig>[0] = {}) {
  const rig = createRig(options);
  rig.run(8_000);
  expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
  return rig;
}

describe('cell voltage', () => {
  it('PROT-001 charging stops when one cell stays above its limit for the trip time, and the load stays connected', () => {
    const rig = settled({ cellMillivolts: 3_450 });
    rig.knobs.cellMillivolts[15] = 3_651;
    const ms = rig.until(() => rig.tripped('cellOvervoltage'), 5_000);
    expect(ms).toBeGreaterThanOrEqual(2_000);
    expect(ms).toBeLessThanOrEqual(2_000 + 250 + 50);
    expect(rig.on(CHARGE)).toBe(false);
    expect(rig.on(DISCHARGE)).toBe(true);
  });

  it('PROT-001 a cell at its limit does not trip', () => {
    const rig = settled();
    rig.knobs.cellMillivolts[0] = 3_650;
    rig.run(10_000);
    expect(rig.tripped('cellOvervoltage')).toBe(false);
  });

  it('PROT-001 a cell above its limit for less than the trip time does not trip, however often', () => {
    const rig = settled({ cellMillivolts: 3_450 });
    for (let round = 0; round < 5; round += 1) {
      rig.knobs.cellMillivolts[3] = 3_660;
      rig.run(1_750);
      rig.knobs.cellMillivolts[3] = 3_640;
      rig.run(500);
    }
    expect(rig.tripped('cellOvervoltage')).toBe(false);
  });

  it('PROT-001 charging returns only after every cell has been below the release level for 2 s', () => {
    const rig = settled();
    rig.knobs.cellMillivolts[2] = 3_660;
    rig.run(3_000);
    rig.knobs.cellMillivolts[2] = 3_500;
    rig.run(20_000);
    expect(rig.tripped('cellOvervoltage')).toBe(true);
    rig.knobs.cellMillivolts[2] = 3_499;
    const ms = rig.until(() => !rig.tripped('cellOvervoltage'), 10_000);
    expect(ms).toBeGreaterThanOrEqual(2_000);
    expect(ms).toBeLessThanOrEqual(2_300);
    rig.run(100);
    expect(rig.on(CHARGE)).toBe(true);
  });

  it('PROT-001 a short visit above the release level starts the release time anew', () => {
    const rig = settled();
    rig.setCells(3_480);
    rig.knobs.cellMillivolts[2] = 3_660;
    rig.run(3_000);
    rig.knobs.cellMillivolts[2] = 3_480;
    rig.run(1_500);
    rig.knobs.cellMillivolts[2] = 3_510;
    rig.run(250);
    rig.knobs.cellMillivolts[2] = 3_480;
    expect(rig.until(() => !rig.tripped('cellOvervoltage'), 10_000)).toBeGreaterThanOrEqual(1_950);
  });

  it('PROT-002 100 mV above the limit stops charging after 300 ms', () => {
    const rig = settled();
    rig.setCells(3_600);
    rig.run(3_000);
    rig.knobs.cellMillivolts[7] = 3_751;
    const ms = rig.until(() => rig.tripped('cellOvervoltageCritical'), 5_000);
    expect(ms).toBeGreaterThanOrEqual(300);
    expect(ms).toBeLessThanOrEqual(300 + 250 + 50);
    expect(rig.on(CHARGE)).toBe(false);
    expect(rig.on(DISCHARGE)).toBe(true);
  });

  it('PROT-003 the load is disconnected when one cell stays below its limit, and charging stays allowed', () => {
    const rig = settled({ cellMillivolts: 2_700 });
    rig.knobs.cellMillivolts[0] = 2_599;
    const ms = rig.until(() => rig.tripped('cellUndervoltage'), 5_000);
    expect(ms).toBeGreaterThanOrEqual(2_000);
    expect(ms).toBeLessThanOrEqual(2_300);
    expect(rig.on(DISCHARGE)).toBe(false);
    expect(rig.on(CHARGE)).toBe(true);
  });

  it('PROT-003 the load returns, through pre-charge, once every cell is above the release level for 2 s', () => {
    const rig = settled({ cellMillivolts: 2_700 });
    rig.knobs.cellMillivolts[0] = 2_599;
    rig.run(4_000);
    rig.setCells(2_800);
    rig.run(10_000);
    expect(rig.tripped('cellUndervoltage')).toBe(true);
    rig.setCells(2_801);
    rig.run(2_500);
    expect(rig.tripped('cellUndervoltage')).toBe(false);
    rig.run(8_000);
    expect(rig.on(DISCHARGE)).toBe(true);
  });

  it('PROT-004 100 mV below the limit disconnects the load after 300 ms and leaves charging allowed', () => {
    const rig = settled({ cellMillivolts: 2_700 });
    rig.knobs.cellMillivolts[0] = 2_499;
    const ms = rig.until(() => rig.tripped('cellUndervoltageCritical'), 5_000);
    expect(ms).toBeGreaterThanOrEqual(300);
    expect(ms).toBeLessThanOrEqual(600);
    expect(rig.on(DISCHARGE)).toBe(false);
    expect(rig.on(CHARGE)).toBe(true);
  });

  it.each([
    ['lfp', 1_500, 2_700],
    ['lto', 1_000, 2_200],
  ] as const)('PROT-005 a dead cell of %s stops everything until a user clears it', (chemistry, limit, healthy) => {
    const rig = settled({ chemistry, cellMillivolts: healthy });
    rig.setCells(limit + 200);
    rig.run(10_000);
    rig.knobs.cellMillivolts[4] = limit;
    rig.run(10_000);
    expect(rig.tripped('cellDead')).toBe(false);
    rig.knobs.cellMillivolts[4] = limit - 1;
    const ms = rig.until(() => rig.tripped('cellDead'), 5_000);
    expect(ms).toBeGreaterThanOrEqual(2_000);
    expect(ms).toBeLessThanOrEqual(2_300);
    expect(rig.driven).toBe(0);
    rig.setCells(healthy);
    rig.run(60_000);
    expect(rig.tripped('cellDead')).toBe(true);
    rig.bms.clearByHand();
    rig.run(15_000);
    expect(rig.tripped('cellDead')).toBe(false);
    expect(rig.on(CHARGE)).toBe(true);
  });

  it('PROT-005 a reversed cell is a dead cell', () => {
    const rig = settled();
    rig.knobs.cellMillivolts[4] = -500;
    rig.run(3_000);
    expect(rig.tripped('cellDead')).toBe(true);
  });

  it('PROT-006 the pack 2 % above all its cells together stops charging', () => {
    const rig = settled({ settings: { cellOvervoltageDelayMs: 10_000 } });
    rig.setCells(3_724);
    const ms = rig.until(() => rig.tripped('packOvervoltage'), 5_000);
    expect(ms).toBeGreaterThanOrEqual(2_000);
    expect(ms).toBeLessThanOrEqual(2_300);
    expect(rig.on(CHARGE)).toBe(false);
    rig.setCells(3_490);
    rig.run(3_000);
    expect(rig.tripped('packOvervoltage')).toBe(false);
  });

  it('PROT-007 the pack 2 % below all its cells together disconnects the load', () => {
    const rig = settled({ cellMillivolts: 2_700, settings: { cellUndervoltageDelayMs: 10_000 } });
    rig.setCells(2_547);
    const ms = rig.until(() => rig.tripped('packUndervoltage'), 5_000);
    expect(ms).toBeGreaterThanOrEqual(2_000);
    expect(ms).toBeLessThanOrEqual(2_300);
    expect(rig.on(DISCHARGE)).toBe(false);
    expect(rig.on(CHARGE)).toBe(true);
  });

  it('PROT-008 cells 500 mV apart at low current are a warning and withhold nothing', () => {
    const rig = settled({ cellMillivolts: 2_900 });
    rig.setCells(2_900);
    for (let cell = 0; cell < 8; cell += 1) rig.knobs.cellMillivolts[cell] = 3_150;
    rig.run(1_000);
    for (let cell = 0; cell < 8; cell += 1) rig.knobs.cellMillivolts[cell] = 3_401;
    rig.run(9_000);
    expect(rig.tripped('cellSpreadWarning')).toBe(false);
    rig.run(2_000);
    expect(rig.tripped('cellSpreadWarning')).toBe(true);
    expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
  });

  it('PROT-009 cells 1000 mV apart at low current are not charged, until they are within half of that', () => {
    const rig = settled({ cellMillivolts: 2_650 });
    for (let millivolts = 2_900; millivolts <= 3_651; millivolts += 250) {
      rig.knobs.cellMillivolts[0] = Math.min(millivolts, 3_650);
      rig.run(500);
    }
    rig.setCells(2_640);
    rig.knobs.cellMillivolts[0] = 3_641;
    const ms = rig.until(() => rig.tripped('cellSpread'), 15_000);
    expect(ms).toBeGreaterThanOrEqual(10_000);
    expect(ms).toBeLessThanOrEqual(10_300);
    expect(rig.on(CHARGE)).toBe(false);
    expect(rig.on(DISCHARGE)).toBe(true);
    for (let millivolts = 2_800; millivolts <= 3_142; millivolts += 171) {
      rig.setCells(millivolts);
      rig.knobs.cellMillivolts[0] = 3_641;
      rig.run(5_000);
    }
    expect(rig.tripped('cellSpread')).toBe(false);
  });

  it('PROT-009 resistance under current is not a spread', () => {
    const rig = settled({ cellMillivolts: 2_640 });
    rig.knobs.milliamps = 30_000;
    rig.run(1_000);
    rig.knobs.cellMillivolts[0] = 2_900;
    rig.knobs.milliamps = -30_000;
    rig.run(250);
    rig.knobs.cellMillivolts[0] = 3_645;
    rig.knobs.milliamps = 30_000;
    rig.run(20_000);
    expect(rig.tripped('cellSpread')).toBe(false);
  });

  it.each([15, 17])('PROT-010 %d cells connected where 16 are set close nothing, until they match', (connected) => {
    const rig = createRig();
    if (connected < 16) rig.knobs.cellMillivolts[15] = 0;
    else rig.knobs.cellMillivolts[16] = 3_300;
    rig.run(20_000);
    expect(rig.tripped('cellCountWrong')).toBe(true);
    expect(rig.driven).toBe(0);
    if (connected < 16) rig.knobs.cellMillivolts[15] = 3_300;
    else rig.knobs.cellMillivolts.length = 16;
    rig.run(30_000);
    expect(rig.tripped('cellCountWrong')).toBe(false);
  });

  it('PROT-010 setting the right count ends it', () => {
    const rig = createRig({ settings: { cellCount: 15 } });
    rig.run(5_000);
    expect(rig.tripped('cellCountWrong')).toBe(true);
    expect(rig.settings.write({ cellCount: 16 }, 'operate')).toBeUndefined();
    rig.run(15_000);
    expect(rig.tripped('cellCountWrong')).toBe(false);
    expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
  });
});

// Readings that cannot be believed (domain reference 3.6): distrust must never silence protection.

import { describe, expect, it } from '@jest/globals';
import { CHARGE, DISCHARGE } from '../../src/model/outputs';
import { createRig, type RigOptions } from '../support/rig';

function settled(options: RigOptions = {}) {
  const rig = createRig({ cellMillivolts: 3_335, ...options });
  rig.run(8_000);
  expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
  return rig;
}

describe('a cell that jumps', () => {
  it.each([5_000, 3_900, 0, 2_000])(
    'PROT-011 one scan at %d mV is rejected and counted, and trips nothing',
    (spike) => {
      const rig = settled();
      rig.knobs.cellMillivolts[9] = spike;
      rig.run(250);
      rig.knobs.cellMillivolts[9] = 3_335;
      rig.run(10_000);
      expect(rig.bms.facts.sample.cells.rejected).toBe(1);
      expect(rig.bms.facts.verdict.tripped).toBe(0);
      expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
    },
  );

  it.each([3_900, 3_640, 3_000, 2_000])('PROT-011 a jump to %d mV that stays opens the paths within 2.5 s', (level) => {
    const rig = settled();
    rig.knobs.cellMillivolts[9] = level;
    const path = level > 3_335 ? CHARGE : DISCHARGE;
    const ms = rig.until(() => !rig.on(path), 5_000);
    expect(ms).toBeGreaterThan(0);
    expect(ms).toBeLessThanOrEqual(2_500);
  });

  it.each([
    [5_001, 250],
    [-1, -250],
  ])('PROT-011 a cell that creeps to %d mV is not believed either, though it never jumps', (end, step) => {
    const rig = settled();
    const cells = rig.knobs.cellMillivolts;
    while (cells[9] !== end) {
      cells[9] = step > 0 ? Math.min(cells[9] + step, end) : Math.max(cells[9] + step, end);
      rig.run(250);
    }
    expect(rig.bms.facts.sample.cells.rejected).toBe(1);
    const ms = rig.until(() => rig.tripped('cellReadingDistrusted'), 5_000);
    expect(ms).toBeGreaterThan(0);
    expect(ms).toBeLessThanOrEqual(2_300);
  });

  it.each([5_001, -1])('SAMP-003 a first scan with a cell at %d mV is not whole, and nothing closes', (millivolts) => {
    const rig = createRig();
    rig.knobs.cellMillivolts[2] = millivolts;
    rig.run(20_000);
    expect(rig.bms.facts.sample.whole).toBe(false);
    expect(rig.tripped('cellReadingDistrusted')).toBe(true);
    expect(rig.driven).toBe(0);
  });

  it('PROT-011 a new level that stays is believed again after 10 s of behaving', () => {
    const rig = settled();
    rig.knobs.cellMillivolts[9] = 3_000;
    rig.run(3_000);
    expect(rig.tripped('cellReadingDistrusted')).toBe(true);
    const ms = rig.until(() => !rig.tripped('cellReadingDistrusted'), 30_000);
    expect(ms).toBeGreaterThanOrEqual(10_000);
    expect(ms).toBeLessThanOrEqual(15_000);
  });

  it('PROT-011 readings that jump to and fro trip within a bounded time', () => {
    const rig = settled();
    let high = false;
    const ms = rig.until(() => {
      if (rig.knobs.nowMs % 250 === 0) {
        high = !high;
        rig.knobs.cellMillivolts[9] = high ? 3_640 : 3_335;
      }
      return rig.tripped('cellReadingDistrusted');
    }, 10_000);
    expect(ms).toBeGreaterThan(0);
    expect(ms).toBeLessThanOrEqual(2_500);
  });

  it.each([
    ['together with it', 0, 0],
    ['a scan after it', 250, 0],
    ['a scan before it, because the current is a mean', 0, 250],
  ])('PROT-011 a change of current by more than 0.2 C explains a jump that shows %s', (_, afterMs, beforeMs) => {
    const rig = settled();
    if (beforeMs > 0) rig.setCells(3_000);
    rig.run(beforeMs);
    rig.knobs.milliamps = -21_000;
    rig.run(afterMs);
    rig.setCells(3_000);
    rig.run(5_000);
    expect(rig.bms.facts.verdict.tripped).toBe(0);
    expect(rig.bms.facts.sample.cells.distrusted).toBe(0);
  });

  it('PROT-011 a smaller change of current does not', () => {
    const rig = settled();
    rig.knobs.milliamps = -20_000;
    rig.setCells(3_000);
    rig.run(2_500);
    expect(rig.tripped('cellReadingDistrusted')).toBe(true);
  });

  it('PROT-001 a doubtful low reading does not interrupt the over-voltage delay of its cell', () => {
    const rig = settled({ cellMillivolts: 3_600 });
    rig.knobs.cellMillivolts[2] = 3_660;
    rig.run(1_000);
    rig.knobs.cellMillivolts[2] = 3_200;
    rig.run(250);
    rig.knobs.cellMillivolts[2] = 3_660;
    const ms = rig.until(() => rig.tripped('cellOvervoltage'), 5_000);
    expect(ms).toBeLessThanOrEqual(1_050);
  });

  it.each([
    [20, 3_900, 3_650, CHARGE],
    [100, 3_900, 3_650, CHARGE],
    [-20, 2_500, 2_600, DISCHARGE],
    [-100, 2_300, 2_600, DISCHARGE],
  ])('PROT-001 PROT-003 a cell that runs away alone at %d mV/s opens its path in time', (rate, end, trip, path) => {
    const rig = settled();
    let crossedMs = -1;
    const from = rig.knobs.nowMs;
    rig.until(() => {
      const millivolts = 3_335 + Math.round((rate * (rig.knobs.nowMs - from)) / 1_000);
      rig.knobs.cellMillivolts[0] = rate > 0 ? Math.min(millivolts, end) : Math.max(millivolts, end);
      if (crossedMs < 0 && (rate > 0 ? millivolts > trip : millivolts < trip)) crossedMs = rig.knobs.nowMs;
      return !rig.on(path);
    }, 60_000);
    expect(crossedMs).toBeGreaterThan(0);
    expect(rig.on(path)).toBe(false);
    expect(rig.knobs.nowMs - crossedMs).toBeLessThanOrEqual(2_500);
  });
});

describe('the front end and the shunt', () => {
  it('PROT-012 a stack that is not the sum of its cells stops everything', () => {
    const rig = settled();
    rig.knobs.stackErrorMillivolts = 16 * 50;
    rig.run(10_000);
    expect(rig.tripped('stackDisagrees')).toBe(false);
    rig.knobs.stackErrorMillivolts = -(16 * 50 + 10);
    rig.run(2_500);
    expect(rig.tripped('stackDisagrees')).toBe(true);
    expect(rig.driven).toBe(0);
    rig.knobs.stackErrorMillivolts = 0;
    rig.run(9_500);
    expect(rig.tripped('stackDisagrees')).toBe(true);
    rig.run(1_000);
    expect(rig.tripped('stackDisagrees')).toBe(false);
  });

  it('PROT-012 a board without a measurement of the stack has no opinion', () => {
    const rig = settled();
    rig.knobs.stackErrorMillivolts = undefined;
    rig.run(20_000);
    expect(rig.bms.facts.verdict.tripped).toBe(0);
  });

  it('PROT-013 readings that stand still for 20 scans while the current moves trip within 10 s', () => {
    const rig = settled();
    rig.knobs.cellsFrozen = true;
    rig.run(10_000);
    expect(rig.bms.facts.verdict.tripped).toBe(0);
    rig.knobs.milliamps = -5_200;
    const ms = rig.until(() => rig.tripped('cellsFrozen'), 20_000);
    expect(ms).toBeGreaterThan(0);
    expect(ms).toBeLessThanOrEqual(10_000);
  });

  it('PROT-014 a reversed shunt is found after five steps of the current, and stays until cleared by hand', () => {
    const rig = settled();
    for (let step = 0; step < 7; step += 1) {
      const load = step % 2 === 0;
      rig.setCells(load ? 3_320 : 3_335);
      rig.knobs.milliamps = load ? 20_000 : 0;
      rig.run(2_000);
    }
    expect(rig.tripped('currentSignWrong')).toBe(true);
    expect(rig.driven).toBe(0);
    rig.run(60_000);
    expect(rig.tripped('currentSignWrong')).toBe(true);
    rig.bms.clearByHand();
    rig.run(1_000);
    expect(rig.tripped('currentSignWrong')).toBe(false);
  });

  it('PROT-014 steps in the right direction are no contradiction', () => {
    const rig = settled();
    for (let step = 0; step < 20; step += 1) {
      const load = step % 2 === 0;
      rig.setCells(load ? 3_320 : 3_335);
      rig.knobs.milliamps = load ? -20_000 : 0;
      rig.run(2_000);
    }
    expect(rig.bms.facts.sample.current.contradictions).toBe(0);
  });

  it('PROT-021 more than 1 A with every path open for 1 s stops everything', () => {
    const rig = settled();
    expect(rig.settings.write({ chargeSwitch: 0, dischargeSwitch: 0 }, 'operate')).toBeUndefined();
    rig.run(2_000);
    rig.knobs.milliamps = 1_000;
    rig.run(5_000);
    expect(rig.tripped('currentWithoutPath')).toBe(false);
    rig.knobs.milliamps = -1_001;
    const ms = rig.until(() => rig.tripped('currentWithoutPath'), 5_000);
    expect(ms).toBeGreaterThanOrEqual(1_000);
    expect(ms).toBeLessThanOrEqual(1_100);
  });
});

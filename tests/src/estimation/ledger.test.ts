// The coulomb ledger (domain reference 5): exact, without a dead band, across wraps and gaps.

import { describe, expect, it } from '@jest/globals';
import { createLedger, microampSecondsOf, milliampHours } from '../../../src/estimation/ledger';
import { createEstimation } from '../../../src/estimation/estimation';
import { createRig } from '../../support/rig';

describe('coulomb ledger', () => {
  it('EST-001 loses nothing to rounding: a month of 1 uA in steps of 50 ms is a month of 1 uA', () => {
    const ledger = createLedger();
    let us = 0;
    let ms = 0;
    ledger.book(0, 0, us, ms);
    // 51 840 000 steps are a month; a hundredth of it with a hundred times the awkward fraction is as telling.
    for (let step = 0; step < 518_400; step += 1) {
      us = (us + 49_999) | 0;
      ms = (ms + 50) | 0;
      ledger.book(7, 0, us, ms);
    }
    expect(ledger.microampSeconds).toBe(Math.trunc((7 * 49_999 * 518_400) / 1_000_000));
  });

  it('EST-001 counts 400 A for an hour as 400 Ah, to the microampere-second', () => {
    const ledger = createLedger();
    ledger.book(0, 0, 0, 0);
    for (let ms = 50; ms <= 3_600_000; ms += 50) ledger.book(-400_000_000, 0, (ms * 1_000) | 0, ms);
    expect(ledger.microampSeconds).toBe(-microampSecondsOf(400_000));
    expect(ledger.outMicroampSeconds).toBe(microampSecondsOf(400_000));
    expect(ledger.inMicroampSeconds).toBe(0);
  });

  it('EST-002 has no dead band: 20 mA for ten days are 4.8 Ah', () => {
    const ledger = createLedger();
    ledger.book(0, 0, 0, 0);
    for (let second = 1; second <= 864_000; second += 1) {
      ledger.book(20_000, 0, (second * 1_000_000) | 0, (second * 1_000) | 0);
    }
    expect(milliampHours(ledger.microampSeconds)).toBe(4_800);
  });

  it('EST-003 books a gap whole, also one longer than the microsecond count can tell', () => {
    const ledger = createLedger();
    ledger.book(0, 0, 0, 0);
    ledger.book(1_000_000, 0, (500 * 1_000_000) | 0, 500_000);
    expect(ledger.microampSeconds).toBe(500 * 1_000_000);
    const hours = 3 * 3_600;
    ledger.book(1_000_000, 0, ((500 + hours) * 1_000_000) | 0, (500 + hours) * 1_000);
    expect(ledger.microampSeconds).toBe((500 + hours) * 1_000_000);
  });

  it('EST-003 a clock that steps back books nothing', () => {
    const ledger = createLedger();
    ledger.book(0, 0, 1_000_000, 1_000);
    ledger.book(5_000_000, 0, 900_000, 900);
    expect(ledger.microampSeconds).toBe(0);
  });

  it('EST-004 takes away what the board itself draws past the shunt', () => {
    const ledger = createLedger();
    ledger.book(0, 0, 0, 0);
    for (let second = 1; second <= 3_600; second += 1) ledger.book(0, 19_000, (second * 1_000_000) | 0, second * 1_000);
    expect(milliampHours(ledger.microampSeconds)).toBe(-19);
    expect(ledger.outMicroampSeconds).toBe(0);
  });
});

describe('estimate', () => {
  it('EST-005 the state of charge is unknown until somebody states the charge', () => {
    const rig = createRig();
    rig.run(5_000);
    expect(rig.bms.facts.estimate.socKnown).toBe(false);
    rig.bms.setRemaining(40_000);
    rig.run(1_100);
    expect(rig.bms.facts.estimate.socKnown).toBe(true);
    expect(rig.bms.facts.estimate.socPermille).toBe(400);
  });

  it('EST-005 the state of charge follows the ledger and stays between empty and full', () => {
    const rig = createRig({ settings: { capacityMilliampHours: 10_000 } });
    rig.bms.setRemaining(5_000);
    rig.knobs.milliamps = 10_000;
    rig.run(360_000);
    expect(rig.bms.facts.estimate.remainingMilliampHours).toBeGreaterThanOrEqual(5_990);
    expect(rig.bms.facts.estimate.remainingMilliampHours).toBeLessThanOrEqual(6_000);
    rig.run(3_600_000);
    expect(rig.bms.facts.estimate.socPermille).toBe(1_000);
  });

  it('EST-004 1.5 W at 80 V are 19 mA', () => {
    const estimation = createEstimation(1_500);
    const rig = createRig({ cells: 25, cellMillivolts: 3_200 });
    rig.run(1_000);
    estimation.publish(rig.bms.facts.sample);
    expect(estimation.estimate.ownMicroamps).toBe(18_750);
  });
});

// Over-current and short circuit against the manual's examples (5.3.3 l, m, n) and domain reference 3.2, 3.3.

import { describe, expect, it } from '@jest/globals';
import { CHARGE, DISCHARGE } from '../../src/model/outputs';
import { createRig, type Rig, type RigOptions } from '../support/rig';

function settled(options: RigOptions = {}) {
  const rig = createRig(options);
  rig.run(8_000);
  expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
  return rig;
}

/** The current moves the cells as a resistance would, so that nothing looks implausible. */
function draw(rig: Rig, milliamps: number): void {
  rig.knobs.milliamps = milliamps;
  rig.setCells(3_300 + Math.round(milliamps / 10_000));
}

const manualCharge = {
  chargeOvercurrentTripMilliamps: 10_000,
  chargeOvercurrentDelaySeconds: 10,
  chargeOvercurrentReleaseSeconds: 50,
};
const manualDischarge = {
  dischargeOvercurrentTripMilliamps: 100_000,
  dischargeOvercurrentDelaySeconds: 10,
  dischargeOvercurrentReleaseSeconds: 50,
};

describe('over-current', () => {
  it("PROT-015 the manual's example: more than 10 A for 10 s trips, 50 s after the alarm charging is on again", () => {
    const rig = settled({ settings: manualCharge });
    draw(rig, 10_001);
    const tripMs = rig.until(() => rig.tripped('chargeOvercurrent'), 20_000);
    expect(Math.abs(tripMs - 10_000)).toBeLessThanOrEqual(200);
    expect(rig.on(CHARGE)).toBe(false);
    expect(rig.on(DISCHARGE)).toBe(true);
    draw(rig, 0);
    const releaseMs = rig.until(() => rig.on(CHARGE), 60_000);
    expect(Math.abs(releaseMs - 50_000)).toBeLessThanOrEqual(200);
  });

  it('PROT-015 release is by time, whatever the current does', () => {
    const rig = settled({ settings: manualCharge });
    draw(rig, 12_000);
    rig.until(() => rig.tripped('chargeOvercurrent'), 20_000);
    const ms = rig.until(() => !rig.tripped('chargeOvercurrent'), 60_000);
    expect(Math.abs(ms - 50_000)).toBeLessThanOrEqual(200);
  });

  it('PROT-015 the release time runs on while the current is unknown, but the release waits for a valid reading', () => {
    const rig = settled({ settings: manualCharge });
    draw(rig, 12_000);
    rig.until(() => rig.tripped('chargeOvercurrent'), 20_000);
    draw(rig, 0);
    rig.run(45_000);
    rig.knobs.currentAnswers = false;
    rig.run(20_000);
    expect(rig.tripped('chargeOvercurrent')).toBe(true);
    rig.knobs.currentAnswers = true;
    rig.run(100);
    expect(rig.tripped('chargeOvercurrent')).toBe(false);
  });

  it('PROT-015 the delay ends exactly where it would, also when the clock wraps within it', () => {
    const rig = settled({ settings: manualCharge, startMs: 0x7fffffff - 12_000 });
    draw(rig, 12_000);
    const tripMs = rig.until(() => rig.tripped('chargeOvercurrent'), 20_000);
    expect(tripMs).toBe(10_000);
  });

  it('PROT-015 a current that falls below the limit within the delay starts it anew', () => {
    const rig = settled({ settings: manualCharge });
    for (let round = 0; round < 4; round += 1) {
      draw(rig, 10_100);
      rig.run(9_000);
      draw(rig, 9_900);
      rig.run(100);
    }
    expect(rig.tripped('chargeOvercurrent')).toBe(false);
  });

  it('PROT-016 twice the charge limit trips after 500 ms', () => {
    const rig = settled({
      settings: { chargeOvercurrentTripMilliamps: 20_000, chargeOvercurrent2TripMilliamps: 40_000 },
    });
    draw(rig, 40_001);
    const ms = rig.until(() => rig.tripped('chargeOvercurrent2'), 5_000);
    expect(ms).toBeGreaterThanOrEqual(500);
    expect(ms).toBeLessThanOrEqual(600);
    expect(rig.on(CHARGE)).toBe(false);
  });

  it("PROT-017 the manual's example: more than 100 A for 10 s trips, 50 s after the alarm the load is on again", () => {
    const rig = settled({ settings: manualDischarge });
    draw(rig, -100_001);
    const tripMs = rig.until(() => rig.tripped('dischargeOvercurrent'), 20_000);
    expect(Math.abs(tripMs - 10_000)).toBeLessThanOrEqual(200);
    expect(rig.on(DISCHARGE)).toBe(false);
    expect(rig.on(CHARGE)).toBe(true);
    draw(rig, 0);
    const releaseMs = rig.until(() => !rig.tripped('dischargeOvercurrent'), 60_000);
    expect(Math.abs(releaseMs - 50_000)).toBeLessThanOrEqual(200);
    rig.run(2_000);
    expect(rig.on(DISCHARGE)).toBe(true);
  });

  it('PROT-018 the second discharge level trips within its delay and 100 ms', () => {
    const rig = settled({
      settings: { dischargeOvercurrent2TripMilliamps: 300_000, dischargeOvercurrent2DelayMs: 500 },
    });
    draw(rig, -300_100);
    const ms = rig.until(() => rig.tripped('dischargeOvercurrent2'), 5_000);
    expect(ms).toBeGreaterThanOrEqual(500);
    expect(ms).toBeLessThanOrEqual(600);
    expect(rig.on(DISCHARGE)).toBe(false);
  });

  it('PROT-019 a deeply discharged pack is not charged with more than 0.1 C + 2 A for longer than 10 s', () => {
    const rig = settled({ cellMillivolts: 2_700 });
    rig.setCells(2_450);
    rig.run(3_000);
    rig.knobs.milliamps = 12_001;
    const ms = rig.until(() => rig.tripped('revivalOvercurrent'), 20_000);
    expect(ms).toBeGreaterThanOrEqual(10_000);
    expect(ms).toBeLessThanOrEqual(10_100);
    expect(rig.on(CHARGE)).toBe(false);
    rig.knobs.milliamps = 0;
    const offMs = rig.until(() => rig.on(CHARGE), 90_000);
    expect(Math.abs(offMs - 60_000)).toBeLessThanOrEqual(200);
  });

  it('PROT-027 after five such attempts only a user gives charging back', () => {
    const rig = settled({ cellMillivolts: 2_700 });
    rig.setCells(2_450);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      rig.knobs.milliamps = 15_000;
      rig.until(() => rig.tripped('revivalOvercurrent'), 90_000);
      rig.knobs.milliamps = 0;
      if (attempt < 4) rig.until(() => rig.on(CHARGE), 90_000);
    }
    rig.run(1_000);
    expect(rig.tripped('revivalLock')).toBe(true);
    rig.run(600_000);
    expect(rig.on(CHARGE)).toBe(false);
    rig.bms.clearByHand();
    rig.run(1_000);
    expect(rig.on(CHARGE)).toBe(true);
  });

  it('PROT-020 charge current that flows on past the open charge path for 3 s opens the load path too', () => {
    const rig = settled({ cellMillivolts: 3_600 });
    rig.knobs.cellMillivolts[1] = 3_760;
    rig.knobs.milliamps = 1_500;
    rig.until(() => !rig.on(CHARGE), 5_000);
    const ms = rig.until(() => rig.tripped('overvoltageStrayCharge'), 5_000);
    expect(ms).toBeGreaterThanOrEqual(3_000);
    expect(ms).toBeLessThanOrEqual(3_200);
    expect(rig.on(DISCHARGE)).toBe(false);
  });
});

/** Draws too much again as soon as the load is back, `times` times. */
function overload(rig: Rig, times: number): void {
  for (let trip = 1; trip <= times; trip += 1) {
    draw(rig, -120_000);
    rig.until(() => rig.tripped('dischargeOvercurrent'), 30_000);
    draw(rig, 0);
    if (trip < times) rig.until(() => rig.on(DISCHARGE), 90_000);
  }
}

describe('locks', () => {
  it('PROT-024 five charge over-currents within 600 s lock charging until the charger has been gone for 30 s', () => {
    const rig = settled({ settings: manualCharge });
    rig.knobs.charger = true;
    for (let trip = 0; trip < 5; trip += 1) {
      draw(rig, 12_000);
      rig.until(() => rig.tripped('chargeOvercurrent'), 30_000);
      draw(rig, 0);
      if (trip < 4) rig.until(() => rig.on(CHARGE), 90_000);
    }
    rig.run(100_000);
    expect(rig.tripped('chargeOvercurrentLock')).toBe(true);
    expect(rig.on(CHARGE)).toBe(false);
    rig.knobs.charger = false;
    rig.run(34_000);
    expect(rig.tripped('chargeOvercurrentLock')).toBe(true);
    rig.run(2_000);
    expect(rig.tripped('chargeOvercurrentLock')).toBe(false);
  });

  it('PROT-024 four within the window do not lock, and a count of 0 switches the lock off', () => {
    for (const [overcurrentLockCount, trips] of [
      [5, 4],
      [0, 6],
    ] as const) {
      const rig = settled({ settings: { ...manualCharge, overcurrentLockCount } });
      for (let trip = 0; trip < trips; trip += 1) {
        draw(rig, 12_000);
        rig.until(() => rig.tripped('chargeOvercurrent'), 30_000);
        draw(rig, 0);
        expect(rig.until(() => rig.on(CHARGE), 90_000)).toBeGreaterThan(0);
      }
    }
  });

  it('PROT-025 five discharge over-currents lock the load until a charger is connected', () => {
    const rig = settled({ settings: manualDischarge });
    overload(rig, 5);
    rig.run(200_000);
    expect(rig.tripped('dischargeOvercurrentLock')).toBe(true);
    expect(rig.on(DISCHARGE)).toBe(false);
    rig.knobs.charger = true;
    rig.run(5_000);
    expect(rig.tripped('dischargeOvercurrentLock')).toBe(false);
    expect(rig.on(DISCHARGE)).toBe(true);
  });

  it('PROT-024 PROT-025 a lock that would end by itself can also be cleared by hand', () => {
    const rig = settled({ settings: manualDischarge });
    overload(rig, 5);
    rig.run(60_000);
    expect(rig.tripped('dischargeOvercurrentLock')).toBe(true);
    rig.bms.clearByHand();
    rig.run(3_000);
    expect(rig.on(DISCHARGE)).toBe(true);
  });

  it('PROT-026 the third short circuit within 600 s locks everything until cleared by hand', () => {
    const rig = settled();
    for (let trip = 0; trip < 3; trip += 1) {
      rig.knobs.latched = true;
      rig.run(100);
      if (trip < 2) expect(rig.until(() => rig.on(DISCHARGE), 90_000)).toBeGreaterThan(0);
    }
    rig.run(300_000);
    expect(rig.tripped('shortCircuitLock')).toBe(true);
    expect(rig.driven).toBe(0);
    rig.bms.clearByHand();
    expect(rig.until(() => rig.on(CHARGE | DISCHARGE), 10_000)).toBeGreaterThanOrEqual(0);
  });
});

describe('short circuit', () => {
  it.each([
    ['the comparator', 'dischargeShortCircuit', { latched: true }],
    ['the discharge alert', 'dischargeShortCircuit', { alerts: 1 }],
    ['the current reading', 'dischargeShortCircuit', { milliamps: -1_000_100 }],
    ['the charge alert', 'chargeShortCircuit', { alerts: 2 }],
    ['the charge current reading', 'chargeShortCircuit', { milliamps: 1_000_100 }],
  ] as const)('PROT-022 PROT-023 %s opens everything in the same tick', (_, fault, cause) => {
    const rig = settled();
    Object.assign(rig.knobs, cause);
    rig.run(50);
    expect(rig.tripped(fault)).toBe(true);
    expect(rig.driven).toBe(0);
  });

  it('PROT-022 the latch is reset only after the release time, and the load returns through pre-charge', () => {
    const rig = settled();
    rig.knobs.latched = true;
    rig.run(50);
    const resetMs = rig.until(() => !rig.knobs.latched, 90_000);
    expect(Math.abs(resetMs - 60_000)).toBeLessThanOrEqual(200);
    expect(rig.on(DISCHARGE)).toBe(false);
    rig.run(200);
    expect(rig.bms.facts.switching.precharging).toBe(true);
  });

  it('PROT-022 a latch that does not let go keeps everything open', () => {
    const rig = settled();
    rig.knobs.latched = true;
    rig.knobs.latchLetsGo = false;
    rig.run(200_000);
    expect(rig.tripped('dischargeShortCircuit')).toBe(true);
    expect(rig.driven).toBe(0);
  });
});

// What actuation owes to users, rules and the hardware: user switches are ANDed, delays are respected, drivers are watched.

import { describe, expect, it } from '@jest/globals';
import { CHARGE, DISCHARGE, HEATER } from '../../../src/model/outputs';
import { createRig } from '../../support/rig';

describe('switches', () => {
  it.each([
    ['chargeSwitch', CHARGE, DISCHARGE],
    ['dischargeSwitch', DISCHARGE, CHARGE],
  ] as const)('ACT-004 the user turns %s off and on again, and the other path does not care', (key, own, other) => {
    const rig = createRig();
    rig.run(8_000);
    rig.settings.write({ [key]: 0 }, 'operate');
    rig.run(100);
    expect(rig.on(own)).toBe(false);
    expect(rig.on(other)).toBe(true);
    rig.settings.write({ [key]: 1 }, 'operate');
    rig.run(1_000);
    expect(rig.on(own | other)).toBe(true);
  });

  it('ACT-004 a user switch never overrides a trip', () => {
    const rig = createRig({ settings: { chargeSwitch: 0 }, cellMillivolts: 3_700 });
    rig.run(8_000);
    rig.settings.write({ chargeSwitch: 1 }, 'operate');
    rig.run(8_000);
    expect(rig.on(CHARGE)).toBe(false);
  });

  it('ACT-005 while a delay runs against a path it is not closed from open', () => {
    const rig = createRig({ cellMillivolts: 3_660 });
    let closed = false;
    rig.until(() => {
      closed ||= rig.on(CHARGE);
      return rig.tripped('cellOvervoltage');
    }, 5_000);
    expect(rig.tripped('cellOvervoltage')).toBe(true);
    expect(closed).toBe(false);
  });

  it('ACT-006 a path opened by a rule stays open for 5 s at least, even when the rule ends sooner', () => {
    const rig = createRig({ settings: { dischargeSwitch: 0 } });
    rig.run(8_000);
    rig.knobs.probeDeciCelsius[3] = 1_010;
    const openedMs = rig.until(() => !rig.on(CHARGE), 5_000) + rig.knobs.nowMs;
    rig.knobs.probeDeciCelsius[3] = 700;
    rig.until(() => rig.on(CHARGE), 20_000);
    expect(rig.tripped('powerStageOvertemperature')).toBe(false);
    expect(rig.knobs.nowMs - openedMs).toBeGreaterThanOrEqual(2_000);
    rig.knobs.probeDeciCelsius[3] = 1_010;
    rig.until(() => !rig.on(CHARGE), 5_000);
    const start = rig.knobs.nowMs;
    rig.knobs.probeDeciCelsius[3] = 700;
    rig.until(() => rig.on(CHARGE), 20_000);
    expect(rig.knobs.nowMs - start).toBeGreaterThanOrEqual(5_000);
    expect(rig.knobs.nowMs - start).toBeLessThanOrEqual(5_100);
  });

  it.each([
    ['stays on', { stuckOn: CHARGE }],
    ['stays off', { stuckOff: CHARGE }],
  ] as const)('PROT-034 a driver that %s against its command for more than 100 ms opens everything', (_, stuck) => {
    const rig = createRig();
    rig.run(8_000);
    Object.assign(rig.knobs, stuck);
    if ('stuckOn' in stuck) rig.settings.write({ chargeSwitch: 0 }, 'operate');
    const ms = rig.until(() => rig.tripped('outputDisobeys'), 5_000);
    expect(ms).toBeGreaterThan(100);
    expect(ms).toBeLessThanOrEqual(300);
    expect(rig.driven).toBe(0);
    Object.assign(rig.knobs, { stuckOn: 0, stuckOff: 0 });
    rig.run(30_000);
    expect(rig.driven).toBe(0);
    rig.bms.clearByHand();
    rig.run(10_000);
    expect(rig.tripped('outputDisobeys')).toBe(false);
  });
});

describe('heater', () => {
  function cold(settings: Readonly<Record<string, number>> = {}, deciCelsius = 60) {
    const rig = createRig({ settings });
    rig.knobs.probeDeciCelsius.splice(0, 3, deciCelsius, deciCelsius, deciCelsius);
    rig.run(3_000);
    return rig;
  }

  it('ACT-007 runs from a charger below its start temperature until its stop temperature', () => {
    const rig = cold();
    expect(rig.on(HEATER)).toBe(false);
    rig.knobs.charger = true;
    rig.run(2_000);
    expect(rig.on(HEATER)).toBe(true);
    for (let deciCelsius = 60; deciCelsius < 120; deciCelsius += 5) {
      rig.knobs.probeDeciCelsius.splice(0, 3, deciCelsius, deciCelsius, deciCelsius);
      rig.run(1_000);
      expect(rig.on(HEATER)).toBe(true);
    }
    rig.knobs.probeDeciCelsius.splice(0, 3, 120, 120, 120);
    rig.run(1_100);
    expect(rig.on(HEATER)).toBe(false);
    rig.knobs.probeDeciCelsius.splice(0, 3, 75, 75, 75);
    rig.run(2_000);
    expect(rig.on(HEATER)).toBe(false);
  });

  it('ACT-007 runs from the pack only when the user allows it and more than 30 % is left', () => {
    const rig = cold({ heatFromPack: 1 });
    expect(rig.on(HEATER)).toBe(false);
    rig.bms.setRemaining(30_000);
    rig.run(2_000);
    expect(rig.on(HEATER)).toBe(false);
    rig.bms.setRemaining(31_000);
    rig.run(2_000);
    expect(rig.on(HEATER)).toBe(true);
  });

  it('ACT-007 is off while a probe is lost, hot, or not there', () => {
    const rig = cold();
    rig.knobs.charger = true;
    rig.run(2_000);
    expect(rig.on(HEATER)).toBe(true);
    rig.knobs.probeCondition[1] = 1;
    rig.run(1_100);
    expect(rig.on(HEATER)).toBe(false);
  });

  it('ACT-007 is allowed in the cold that forbids charging', () => {
    const rig = cold({}, -10);
    rig.knobs.charger = true;
    rig.run(8_000);
    expect(rig.tripped('chargeUndertemperature')).toBe(true);
    expect(rig.on(HEATER)).toBe(true);
    expect(rig.on(CHARGE)).toBe(false);
  });
});

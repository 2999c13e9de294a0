import { describe, expect, it } from '@jest/globals';
import { createWorld } from '../../../sim/world/world';
import { closedPack, PLAIN, run } from './bench';

describe('charger', () => {
  it('SIM-100 charges with constant current, then holds its voltage and the current tapers', () => {
    const world = closedPack({ ...PLAIN, initialSoc: 0.97 }, true);
    world.setCharger({ volts: 55.2, amps: 100, obeysLimits: false });
    run(world, 60_000);
    expect(world.truth.packAmps).toBeCloseTo(100, 1);
    let last = 100;
    for (let part = 0; part < 5; part += 1) {
      run(world, 240_000);
      expect(world.truth.packAmps).toBeLessThan(last);
      last = world.truth.packAmps;
    }
    expect(last).toBeLessThan(3);
    // Beside what 5 mOhm of cable drop.
    expect(world.truth.packVolts).toBeCloseTo(55.2, 1);
    expect(world.truth.packVolts).toBeLessThan(55.2);
  });

  it('SIM-101 does nothing through an open contactor, but is detected 1 V above the pack all the same', () => {
    const world = createWorld(PLAIN);
    world.setCharger({ volts: 16 * 3.265 + 0.9, amps: 50, obeysLimits: false });
    expect(world.chargerDetected).toBe(false);
    world.setCharger({ volts: 16 * 3.265 + 1.1, amps: 50, obeysLimits: false });
    expect(world.chargerDetected).toBe(true);
    expect(world.truth.packAmps).toBe(0);
    world.setCharger(null);
    expect(world.chargerDetected).toBe(false);
  });

  it('SIM-102 one that obeys follows the limits 45 s late, one that does not never', () => {
    for (const obeysLimits of [true, false]) {
      const world = closedPack(PLAIN, true);
      world.setChargeLimits({ volts: 56, amps: 40 });
      world.setCharger({ volts: 57, amps: 80, obeysLimits });
      run(world, 60_000);
      expect(world.truth.packAmps).toBeCloseTo(obeysLimits ? 40 : 80, 1);
      world.setChargeLimits({ volts: 56, amps: 10 });
      run(world, 44_000);
      expect(world.truth.packAmps).toBeCloseTo(obeysLimits ? 40 : 80, 1);
      run(world, 2_000);
      expect(world.truth.packAmps).toBeCloseTo(obeysLimits ? 10 : 80, 1);
    }
  });

  it('SIM-103 a charger and a load share the shunt: it sees their difference', () => {
    const world = closedPack(PLAIN, true);
    world.setCharger({ volts: 57, amps: 80, obeysLimits: false });
    world.setLoad({ kind: 'current', amps: 30, startMs: 0 });
    run(world, 1000);
    expect(world.truth.packAmps).toBeCloseTo(50, 1);
    expect(world.truth.chargerAmps).toBeCloseTo(80, 1);
    expect(world.truth.loadAmps).toBeCloseTo(30, 1);
  });

  it('SIM-104 a second pack on the charge port raises the charge alert above 1000 A', () => {
    const world = closedPack(PLAIN, true);
    world.setCharger({ volts: 64, amps: 100_000, obeysLimits: false, cableOhms: 0.002 });
    expect(world.truth.packAmps).toBeGreaterThan(1000);
    expect(world.chargeAlert).toBe(true);
    expect(world.dischargeAlert).toBe(false);
    expect(world.shortCircuitLatched).toBe(false);
  });

  it('SIM-105 a charger on the load side charges through the discharge contactor and holds the bus up without it', () => {
    const world = closedPack({ ...PLAIN, busFarads: 0.01, contactorMakeAmps: 1e6, shortCircuitMicroseconds: 1e6 });
    world.setCharger({ volts: 56, amps: 30, obeysLimits: false, port: 'discharge' });
    run(world, 1000);
    expect(world.truth.packAmps).toBeCloseTo(30, 1);
    world.setCoils(false, false, false);
    run(world, 1000);
    expect(world.truth.packAmps).toBe(0);
    expect(world.truth.loadVolts).toBeCloseTo(56, 6);
  });
});

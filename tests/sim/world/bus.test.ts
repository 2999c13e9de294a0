import { describe, expect, it } from '@jest/globals';
import { createWorld } from '../../../sim/world/world';
import type { World } from '../../../sim/world/world';
import { closedPack, draw, PLAIN, run } from './bench';

const REST_VOLTS = 16 * 3.265;
/** Cells 16 x 0.25 mOhm, shunt 150, busbars 500 micro-ohm. */
const PACK_OHMS = 16 * 0.25e-3 + 0.65e-3;

function precharging(farads: number): World {
  const world = createWorld({ ...PLAIN, busFarads: farads });
  world.feedCoilSupply();
  world.setCoils(false, false, true);
  run(world, 30);
  return world;
}

describe('load bus', () => {
  it('SIM-060 pre-charge follows 47 ohm x 10 mF = 0.47 s', () => {
    const world = precharging(0.01);
    const begin = { volts: world.truth.loadVolts, ms: world.nowMs };
    run(world, 470);
    const left = (REST_VOLTS - world.truth.loadVolts) / (REST_VOLTS - begin.volts);
    expect(left).toBeCloseTo(1 / Math.E, 2);
    expect(-world.truth.packAmps).toBeCloseTo((REST_VOLTS - world.truth.loadVolts) / 47, 2);
    run(world, 2400);
    expect(REST_VOLTS - world.truth.loadVolts).toBeLessThan(1);
    expect(-world.truth.packAmps).toBeLessThan(0.1);
  });

  it('SIM-061 pre-charge puts C V through the shunt, whatever the resistance', () => {
    const world = precharging(0.02);
    run(world, 8000);
    // Beside the bleeder of 10 kOhm.
    const bleeder = ((REST_VOLTS / 10_000) * world.nowMs) / 1000;
    expect(-world.shuntChargeNow() / 1000 - bleeder).toBeCloseTo(0.02 * world.truth.loadVolts, 1);
  });

  it('SIM-062 pre-charge into a short stays at U / 47 ohm', () => {
    const world = precharging(0.01);
    world.setDeadShort(0.005);
    run(world, 2000);
    expect(-world.truth.packAmps).toBeCloseTo(REST_VOLTS / 47, 2);
    expect(world.truth.loadVolts).toBeLessThan(0.01);
    expect(world.truth.closedOntoFault).toBe(0);
  });

  it('SIM-063 pre-charge into a resistor of 47 ohm settles at half the voltage', () => {
    const world = precharging(0.01);
    world.setLoad({ kind: 'resistor', ohms: 47 });
    run(world, 3000);
    expect(world.truth.loadVolts).toBeCloseTo(REST_VOLTS / 2, 0);
  });

  it('SIM-064 the bus keeps its charge after opening and loses it over the bleeder, 10 kOhm x 10 mF = 100 s', () => {
    const world = precharging(0.01);
    run(world, 4000);
    world.setCoils(false, false, false);
    run(world, 20);
    const volts = world.truth.loadVolts;
    run(world, 100_000);
    expect(world.truth.loadVolts / volts).toBeCloseTo(1 / Math.E, 2);
  });

  it('SIM-065 the current of a dead short rises by L and R: the comparator fires at the crossing plus its delay', () => {
    for (const [milliohms, microhenries, delayUs] of [
      [5, 5, 300],
      [2, 5, 300],
      [20, 5, 300],
      [5, 50, 300],
      [5, 5, 0],
      [5, 5, 2500],
    ] as const) {
      const world = closedPack({ ...PLAIN, shortCircuitMicroseconds: delayUs });
      world.advance(7);
      const startUs = world.nowMs * 1000;
      world.setDeadShort(milliohms / 1000, microhenries * 1e-6);
      world.advance(6);
      const ohms = PACK_OHMS + milliohms / 1000;
      const tauUs = microhenries / ohms;
      const crossing = -tauUs * Math.log(1 - (1000 * ohms) / REST_VOLTS);
      expect((world.truth.shortCircuitFiredUs ?? NaN) - startUs).toBeCloseTo(crossing + delayUs, 0);
      expect(world.shortCircuitLatched).toBe(true);
      expect(world.dischargeAlert).toBe(true);
      expect(world.truth.peakDischargeAmps).toBeGreaterThan(1000);
      expect(world.truth.peakDischargeAmps).toBeLessThan(REST_VOLTS / ohms);
    }
  });

  it('SIM-066 the latch drops the contactor without software, 12 ms after it fired, and resets only below the threshold', () => {
    const world = closedPack(PLAIN);
    world.setDeadShort(0.005);
    world.advance(5);
    expect(world.resetShortCircuitLatch()).toBe(false);
    world.advance(10);
    expect(world.truth.contactors.discharge).toBe(false);
    expect(world.truth.packAmps).toBeCloseTo(0, 6);
    expect(world.truth.fuseBlown).toBe(false);
    run(world, 1000);
    expect(world.truth.contactors.discharge).toBe(false);
    world.setDeadShort(null);
    expect(world.resetShortCircuitLatch()).toBe(true);
    run(world, 100);
    expect(world.truth.contactors.discharge).toBe(true);
  });

  it('SIM-067 a short behind a welded contactor burns until the fuse melts', () => {
    const world = closedPack(PLAIN);
    world.setWelded('discharge', true);
    world.setDeadShort(0.005);
    const amps = REST_VOLTS / (PACK_OHMS + 0.005);
    run(world, Math.round((2e6 / (amps * amps)) * 1000 * 0.9));
    expect(world.truth.fuseBlown).toBe(false);
    run(world, 50);
    expect(world.truth.fuseBlown).toBe(true);
    expect(world.truth.packAmps).toBe(0);
    world.setDeadShort(null);
    world.replaceFuse();
    run(world, 100);
    expect(world.truth.fuseBlown).toBe(false);
    expect(world.truth.loadVolts).toBeGreaterThan(50);
  });

  it('SIM-068 closing onto a short is counted', () => {
    const world = createWorld(PLAIN);
    world.feedCoilSupply();
    world.setDeadShort(0.01);
    world.setCoils(false, true, false);
    run(world, 100);
    expect(world.truth.closedOntoFault).toBe(1);
    expect(world.shortCircuitLatched).toBe(true);
  });

  it('SIM-069 the comparator ignores an inrush that is over before its delay, the fast alert does not', () => {
    // 10 mF behind 14.65 mOhm: 3566 A, above 1000 A for tau ln 3.57 = 186 us.
    const world = createWorld({ ...PLAIN, busFarads: 0.01, busEsrOhms: 0.01, contactorMakeAmps: 5000 });
    world.feedCoilSupply();
    world.setCoils(false, true, false);
    run(world, 100);
    expect(world.shortCircuitLatched).toBe(false);
    expect(world.dischargeAlert).toBe(true);
    world.clearAlerts();
    expect(world.dischargeAlert).toBe(false);
    const larger = createWorld({ ...PLAIN, busFarads: 0.02, busEsrOhms: 0.01, contactorMakeAmps: 5000 });
    larger.feedCoilSupply();
    larger.setCoils(false, true, false);
    run(larger, 100);
    expect(larger.shortCircuitLatched).toBe(true);
  });

  it('SIM-070 a steady current fires the comparator above its threshold, not at or below it', () => {
    for (const [amps, fires] of [
      [999, false],
      [1000, false],
      [1001, true],
    ] as const) {
      const world = closedPack({ ...PLAIN, initialSoc: 0.9 });
      draw(world, amps);
      run(world, 1000);
      expect(world.shortCircuitLatched).toBe(fires);
    }
  });
});

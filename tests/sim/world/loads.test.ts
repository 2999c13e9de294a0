import { describe, expect, it } from '@jest/globals';
import { createWorld } from '../../../sim/world/world';
import { closedPack, draw, PLAIN, run } from './bench';

describe('loads', () => {
  it('SIM-080 a constant power draws more current as the voltage falls', () => {
    const world = closedPack({ ...PLAIN, initialSoc: 0.3 });
    world.setLoad({ kind: 'power', watts: 5000, startMs: 0 });
    const first = -world.truth.packAmps;
    expect(first * world.truth.loadVolts).toBeCloseTo(5000, 3);
    run(world, 1_200_000);
    expect(-world.truth.packAmps).toBeGreaterThan(first);
    expect(-world.truth.packAmps * world.truth.loadVolts).toBeCloseTo(5000, 3);
  });

  it('SIM-081 an inverter draws its mean power over any 50 ms, with 30 % of ripple in the single sample', () => {
    const world = closedPack(PLAIN);
    world.setLoad({ kind: 'inverter', watts: 5000, startMs: 0 });
    run(world, 1000);
    const before = world.shuntChargeNow();
    world.advance(50);
    const mean = -(world.shuntChargeNow() - before) / 50;
    expect(mean * world.truth.loadVolts).toBeCloseTo(5000, 3);
    const high = new Float64Array(16);
    const low = new Float64Array(16);
    world.readTaps(high, -Math.PI / 2);
    world.readTaps(low, Math.PI / 2);
    expect(high[0] - low[0]).toBeCloseTo(2 * 0.3 * mean * 0.25e-3, 6);
    expect(world.truth.peakDischargeAmps).toBeCloseTo(1.3 * mean, 0);
  });

  it('SIM-082 ripple that stays above the threshold longer than the delay fires the comparator', () => {
    // Peaks of 1.3 x 800 A are above 1000 A for 2 acos(5/6) / (2 pi 100 Hz) = 1.86 ms.
    const volts = 16 * 3.265;
    for (const [delayUs, fires] of [
      [1700, true],
      [2000, false],
    ] as const) {
      const world = closedPack({ ...PLAIN, shortCircuitMicroseconds: delayUs });
      world.setLoad({ kind: 'inverter', watts: 800 * (volts - 800 * 16 * 0.25e-3 - 800 * 0.65e-3), startMs: 0 });
      run(world, 300);
      expect(world.shortCircuitLatched).toBe(fires);
    }
  });

  it('SIM-083 an electronic load waits for a good voltage, and stops below its lock-out', () => {
    const world = createWorld(PLAIN);
    world.setLoad({ kind: 'current', amps: 20 });
    world.feedCoilSupply();
    world.setCoils(false, true, false);
    run(world, 3000);
    expect(world.truth.packAmps).toBeGreaterThan(-0.1);
    run(world, 50);
    expect(-world.truth.packAmps).toBeCloseTo(20, 1);

    const sagging = closedPack({ ...PLAIN, initialSoc: 0.001 });
    sagging.setLoad({ kind: 'current', amps: 280, startMs: 0, lockoutVolts: 40 });
    run(sagging, 200_000);
    expect(sagging.truth.packVolts).toBeGreaterThan(40);
    expect(sagging.truth.packAmps).toBeGreaterThan(-1);
  });

  it('SIM-084 a braking motor charges through the discharge contactor', () => {
    const world = closedPack(PLAIN);
    draw(world, -60);
    run(world, 3_600_000);
    expect(world.truth.packAmps).toBeCloseTo(60, 1);
    expect(world.truth.cellSoc[0] - 0.5).toBeCloseTo(60 / 280, 3);
  });

  it('SIM-085 a resistor draws U / R and nothing through an open contactor', () => {
    const world = closedPack(PLAIN);
    world.setLoad({ kind: 'resistor', ohms: 0.5 });
    expect(-world.truth.packAmps).toBeCloseTo(world.truth.loadVolts / 0.5, 1);
    world.setCoils(false, false, false);
    run(world, 100);
    expect(world.truth.packAmps).toBeCloseTo(0, 9);
    expect(world.truth.loadVolts).toBe(0);
  });

  it('SIM-086 a power that the pack cannot deliver makes the load give up instead of the plant', () => {
    const world = closedPack(PLAIN);
    world.setLoad({ kind: 'power', watts: 1_000_000, startMs: 0 });
    run(world, 1000);
    expect(Number.isFinite(world.truth.packAmps)).toBe(true);
    expect(world.truth.packVolts).toBeGreaterThan(50);
  });

  it('SIM-087 the board takes its 1.5 W from the cells past the shunt', () => {
    const world = createWorld({ ...PLAIN, ownWatts: 1.5 });
    world.advance(86_400_000);
    const ampHours = (1.5 / (16 * 3.265)) * 24;
    const selfDischarge = (0.02 / 30) * 280;
    expect(world.shuntChargeNow()).toBe(0);
    expect((0.5 - world.truth.cellSoc[0]) * 280).toBeCloseTo(ampHours + selfDischarge, 2);
  });

  it('SIM-088 a load on the charge port is fed through the charge contactor', () => {
    const world = createWorld(PLAIN);
    world.setLoad({ kind: 'current', amps: 5, startMs: 0, port: 'charge' });
    world.feedCoilSupply();
    world.setCoils(false, true, false);
    run(world, 200);
    expect(world.truth.packAmps).toBeGreaterThan(-0.1);
    world.setCoils(true, false, false);
    run(world, 200);
    expect(-world.truth.packAmps).toBeCloseTo(5, 3);
  });
});

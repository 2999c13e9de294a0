import { describe, expect, it } from '@jest/globals';
import { createWorld } from '../../../sim/world/world';
import type { World } from '../../../sim/world/world';
import { closedPack, draw, PLAIN, run } from './bench';

/** Milliseconds until `wanted` of the discharge contactor's contacts. */
function until(world: World, wanted: boolean, limitMs: number): number {
  const start = world.nowMs;
  while (world.truth.contactors.discharge !== wanted && world.nowMs - start < limitMs) world.advance(1);
  return world.nowMs - start;
}

describe('contactors', () => {
  it('SIM-050 makes contact 25 ms after the coil, bounces for 5 ms, and opens 12 ms after the coil goes', () => {
    const world = createWorld(PLAIN);
    world.feedCoilSupply();
    world.setCoils(false, true, false);
    expect(until(world, true, 100)).toBe(25);
    let interrupted = 0;
    for (let millisecond = 0; millisecond < 5; millisecond += 1) {
      world.advance(1);
      if (!world.truth.contactors.discharge) interrupted += 1;
    }
    expect(interrupted).toBeGreaterThan(0);
    expect(world.truth.contactors.discharge).toBe(true);
    world.setCoils(false, false, false);
    expect(until(world, false, 100)).toBe(12);
    expect(world.truth.operations).toEqual({ charge: 0, discharge: 1, precharge: 0 });
  });

  it('SIM-051 a coil that is released before contact never makes it', () => {
    const world = createWorld(PLAIN);
    world.feedCoilSupply();
    world.setCoils(true, true, true);
    world.advance(20);
    world.setCoils(false, false, false);
    expect(until(world, true, 100)).toBe(100);
    expect(world.truth.operations.discharge).toBe(0);
  });

  it('SIM-052 without a heartbeat for 1.5 s the coils lose their supply, and a first heartbeat gives it', () => {
    const world = createWorld(PLAIN);
    world.setCoils(false, true, false);
    world.advance(1000);
    expect(world.truth.contactors.discharge).toBe(false);
    world.feedCoilSupply();
    world.advance(100);
    expect(world.truth.contactors.discharge).toBe(true);
    world.advance(1400 + 11);
    expect(world.truth.contactors.discharge).toBe(true);
    world.advance(1);
    expect(world.truth.contactors.discharge).toBe(false);
    expect(world.coilSupplyAlive).toBe(false);
  });

  it('SIM-053 a rail of 8 V does not pull in but holds; below 5 V all drop', () => {
    const world = closedPack(PLAIN);
    world.setCoilVolts(8);
    run(world, 500);
    expect(world.truth.contactors.discharge).toBe(true);
    world.setCoils(false, false, false);
    run(world, 100);
    world.setCoils(false, true, false);
    run(world, 500);
    expect(world.truth.contactors.discharge).toBe(false);
    world.setCoilVolts(12);
    run(world, 100);
    expect(world.truth.contactors.discharge).toBe(true);
    world.setCoilVolts(4.9);
    run(world, 50);
    expect(world.truth.contactors.discharge).toBe(false);
  });

  it('SIM-054 a welded contactor conducts, one that is stuck open does not, whatever the coil does', () => {
    const world = closedPack(PLAIN);
    world.setWelded('discharge', true);
    world.setCoils(false, false, false);
    run(world, 100);
    expect(world.truth.contactors.discharge).toBe(true);
    expect(world.truth.welded.discharge).toBe(true);
    world.setWelded('discharge', false);
    world.setStuckOpen('discharge', true);
    world.setCoils(false, true, false);
    run(world, 100);
    expect(world.truth.contactors.discharge).toBe(false);
    world.setStuckOpen('discharge', false);
    expect(world.truth.contactors.discharge).toBe(true);
  });

  it('SIM-055 opening on more than the contactor can break welds it', () => {
    for (const [limit, welds] of [
      [199, true],
      [201, false],
    ] as const) {
      const world = closedPack({ ...PLAIN, contactorBreakAmps: limit });
      draw(world, 200);
      run(world, 100);
      world.setCoils(false, false, false);
      run(world, 100);
      expect(world.truth.contactors.discharge).toBe(welds);
      expect(world.truth.weldedByBreaking).toBe(welds ? 1 : 0);
    }
  });

  it('SIM-056 closing onto an empty capacitor welds and is counted; onto a full one it does not', () => {
    const world = createWorld({ ...PLAIN, busFarads: 0.01, busEsrOhms: 0.01 });
    world.feedCoilSupply();
    world.setCoils(false, true, false);
    run(world, 100);
    expect(world.truth.weldedByClosing).toBe(1);
    expect(world.truth.closedOntoVoltage).toBe(1);
    // 52.24 V over cells 16 x 0.25, shunt and busbars 0.65, ESR 10 mOhm.
    expect(world.truth.peakDischargeAmps).toBeCloseTo(52.24 / 0.01465, -1);

    const gentle = createWorld({ ...PLAIN, busFarads: 0.01, busEsrOhms: 0.01 });
    gentle.feedCoilSupply();
    gentle.setCoils(false, false, true);
    run(gentle, 3000);
    gentle.setCoils(false, true, true);
    run(gentle, 100);
    expect(gentle.truth.weldedByClosing).toBe(0);
    expect(gentle.truth.closedOntoVoltage).toBe(0);
    expect(gentle.truth.peakDischargeAmps).toBeLessThan(50);
  });
});

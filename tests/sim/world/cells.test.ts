import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lowChargeFactor, resistanceFactor } from '../../../sim/world/chemistry';
import { createWorld } from '../../../sim/world/world';
import type { Chemistry } from '../../../sim/world/world';
import { closedPack, draw, PLAIN, run, sum } from './bench';

/** OCV slope of LFP at 50 %, V per unit of charge: (3268 - 3265) mV over 5 % above, (3265 - 3264) below. */
const SLOPE_BELOW_HALF = 0.001 / 0.05;

describe('cells', () => {
  it('SIM-020 a step of current drops I R0 at once and I R1 (1 - exp(-t / tau)) after', () => {
    // NMC has no hysteresis: 100 Ah has 0.6 mOhm + 0.6 mOhm, tau 40 s; at 50 % the curve falls 19 mV per 5 % downwards.
    // Cells step every 250 ms: the current starts with a step.
    const world = closedPack({ ...PLAIN, chemistry: 'nmc', capacityAmpHours: 100 });
    run(world, 150);
    const rest = world.truth.cellVolts[0];
    draw(world, 50);
    expect(world.truth.cellVolts[0] - rest).toBeCloseTo(-50 * 0.6e-3, 6);
    for (const seconds of [10, 40, 120]) {
      run(world, seconds * 1000 - (world.nowMs - 250));
      const moved = (50 * seconds) / 360_000;
      const expected = -50 * 0.6e-3 - 50 * 0.6e-3 * (1 - Math.exp(-seconds / 40)) - (moved * 0.019) / 0.05;
      expect(world.truth.cellVolts[0] - rest).toBeCloseTo(expected, 5);
    }
  });

  it.each([
    ['lfp', 0.07, 0.06],
    ['nmc', 0.06, 0.06],
    ['lto', 0.025, 0.025],
  ] as [Chemistry, number, number][])('SIM-021 %s has its resistance per capacity', (chemistry, ohmic, slow) => {
    const world = closedPack({ ...PLAIN, chemistry, capacityAmpHours: 280 });
    const rest = world.truth.cellVolts[0];
    draw(world, 100);
    expect(rest - world.truth.cellVolts[0]).toBeCloseTo((100 * ohmic) / 280, 6);
    const before = world.truth.cellVolts[0];
    world.setLoad({ kind: 'current', amps: 100, startMs: 0 });
    run(world, 600_000);
    world.setLoad(null);
    const relaxing = world.truth.cellVolts[0];
    run(world, 600_000);
    expect(world.truth.cellVolts[0] - relaxing).toBeCloseTo((100 * slow) / 280, 4);
    expect(before).toBeLessThan(rest);
  });

  it('SIM-022 resistance follows temperature: x2.1 at 0, x4.2 at -20, x0.60 at 45 degC', () => {
    expect(resistanceFactor(25)).toBeCloseTo(1, 9);
    for (const [celsius, factor, digits] of [
      [0, 2.1, 1],
      [-20, 4.2, 1],
      [45, 0.6, 2],
    ] as [number, number, number][]) {
      const world = closedPack({ ...PLAIN, ambientCelsius: celsius });
      const rest = world.truth.cellVolts[0];
      draw(world, 100);
      expect((rest - world.truth.cellVolts[0]) / (100 * 0.25e-3)).toBeCloseTo(factor, digits);
    }
  });

  it('SIM-023 below 10 % charge resistance is half as high again, without a step on the way', () => {
    expect(lowChargeFactor(0.05)).toBe(1.5);
    expect(lowChargeFactor(0.1)).toBe(1.5);
    expect(lowChargeFactor(0.12)).toBe(1);
    for (let soc = 0.08; soc < 0.14; soc += 0.0001) {
      expect(Math.abs(lowChargeFactor(soc + 0.0001) - lowChargeFactor(soc))).toBeLessThan(0.003);
    }
    const world = closedPack({ ...PLAIN, initialSoc: 0.05 });
    const rest = world.truth.cellVolts[0];
    draw(world, 100);
    expect(rest - world.truth.cellVolts[0]).toBeCloseTo(100 * 0.375e-3, 6);
  });

  it('SIM-024 LFP lags behind the direction of the current by 10 mV in the end, never more', () => {
    const world = closedPack({ ...PLAIN, initialSoc: 0.5 });
    draw(world, 140);
    // dh/dz = 20 (10 mV +- h): after 1 % of charge 18 % of the way.
    run(world, 72_000);
    world.setLoad(null);
    run(world, 1_200_000);
    const moved = 0.01;
    const early = world.truth.cellVolts[0] - (3.265 - moved * SLOPE_BELOW_HALF);
    expect(early).toBeCloseTo(-0.01 * (1 - Math.exp(-20 * moved)), 4);
    draw(world, 140);
    run(world, 2_500_000);
    world.setLoad(null);
    run(world, 1_200_000);
    const soc = world.truth.cellSoc[0];
    // The table has 3177 mV at 10 % and 3190 mV at 15 %.
    const curve = 3.177 + ((soc - 0.1) / 0.05) * 0.013;
    expect(world.truth.cellVolts[0] - curve).toBeCloseTo(-0.01, 3);
    expect(world.truth.cellVolts[0] - curve).toBeGreaterThanOrEqual(-0.01);
  });

  it('SIM-025 charge is conserved: what the shunt counted is what the cells lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -80, max: 200 }), fc.integer({ min: 1, max: 4000 })), { maxLength: 12 }),
        fc.integer({ min: 0, max: 1000 }),
        (profile, seed) => {
          const world = closedPack({ seed, ownWatts: 0, initialSoc: 0.6, chemistry: 'nmc', busFarads: 0.01 });
          run(world, 150);
          const before = Float64Array.from(world.truth.cellSoc);
          const counted = world.shuntChargeNow();
          for (const [amps, milliseconds] of profile) {
            draw(world, amps);
            run(world, milliseconds);
          }
          const started = world.nowMs;
          world.setLoad(null);
          run(world, 1000 - (started % 1000));
          const ampHours = (world.shuntChargeNow() - counted) / 3.6e6;
          for (let cell = 0; cell < world.cells; cell += 1) {
            const gained = (world.truth.cellSoc[cell] - before[cell]) * world.truth.cellCapacityAmpHours[cell];
            // Self-discharge takes some 8 mA.
            expect(Math.abs(gained - ampHours)).toBeLessThan((0.025 * world.nowMs) / 3.6e6 + 1e-9);
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('SIM-026 self-discharge takes 2 % a month at 25 degC and twice that 10 K warmer; a soft short comes on top', () => {
    const lost = (celsius: number, softAmps: number) => {
      const world = createWorld({ ...PLAIN, ambientCelsius: celsius });
      if (softAmps > 0) world.setSoftShort(3, softAmps);
      world.advance(86_400_000);
      return 0.5 - world.truth.cellSoc[3];
    };
    expect(lost(25, 0)).toBeCloseTo(0.02 / 30, 7);
    expect(lost(35, 0)).toBeCloseTo(0.04 / 30, 7);
    expect(lost(25, 0.2)).toBeCloseTo(0.02 / 30 + (0.2 * 24) / 280, 6);
  });

  it('SIM-027 cells differ as in life: 1 % in capacity, 8 % in resistance, 1 % in charge', () => {
    const deviation = (values: number[]) => {
      const mean = values.reduce((total, value) => total + value, 0) / values.length;
      return Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length);
    };
    const capacity: number[] = [];
    const soc: number[] = [];
    const wires: number[] = [];
    for (let seed = 1; seed <= 40; seed += 1) {
      const world = createWorld({ seed, cells: 25 });
      capacity.push(...Array.from(world.truth.cellCapacityAmpHours, (ampHours) => ampHours / 280));
      soc.push(...world.truth.cellSoc);
      wires.push(...world.truth.wireOhms);
    }
    expect(Math.abs(deviation(capacity) - 0.01)).toBeLessThan(0.001);
    expect(Math.abs(deviation(soc) - 0.01)).toBeLessThan(0.001);
    expect(Math.abs(deviation(wires) - 0.01)).toBeLessThan(0.002);
  });

  it('SIM-028 a captured pack can be the start: cells rest at the voltages and wires given', () => {
    const volts = [3.281, 3.2795, 3.3, 3.21];
    const wireOhms = [0.045, 0.052, 0.071, 0.06, 0.05];
    const world = createWorld({ cells: 4, initialCellVolts: volts, wireOhms, ownWatts: 0 });
    volts.forEach((volt, cell) => expect(world.truth.cellVolts[cell]).toBeCloseTo(volt, 9));
    expect(Array.from(world.truth.wireOhms)).toEqual(wireOhms);
    expect(Array.from(createWorld({ cells: 3, initialSoc: [0.2, 0.5, 0.9] }).truth.cellSoc)).toEqual([0.2, 0.5, 0.9]);
  });

  it('SIM-029 balancing moves charge, and its current in the sense wires disturbs three readings', () => {
    const world = createWorld({ ...PLAIN, wireOhms: new Array<number>(17).fill(0.03) });
    const taps = new Float64Array(16);
    world.readTaps(taps, 0);
    const rest = Float64Array.from(taps);
    world.setBalance(5, -2);
    world.readTaps(taps, 0);
    // Taking: the cell reads I (R0 + two wires) low, each neighbour I x one wire high.
    expect(taps[5] - rest[5]).toBeCloseTo(-2 * (0.25e-3 + 0.06), 6);
    expect(taps[4] - rest[4]).toBeCloseTo(0.06, 6);
    expect(taps[6] - rest[6]).toBeCloseTo(0.06, 6);
    expect(taps[7] - rest[7]).toBeCloseTo(0, 9);
    world.advance(3_600_000);
    expect(world.truth.cellSoc[4] - world.truth.cellSoc[5]).toBeCloseTo(2 / 280, 6);
    expect(sum(world.truth.cellSoc)).toBeLessThan(8);
  });
});

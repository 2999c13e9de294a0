import { describe, expect, it } from '@jest/globals';
import { createWorld } from '../../../sim/world/world';
import { selfDischargeAt, resistanceAt } from '../../../sim/world/thermal';
import { resistanceFactor, selfDischargeFactor } from '../../../sim/world/chemistry';
import { closedPack, draw, run } from './bench';

/** 280 Ah LFP: 5.4 kg of 1050 J/(kg K). */
const JOULES_PER_KELVIN = 5670;

describe('warmth', () => {
  it('SIM-040 current heats each cell by I^2 (R0 + R1) against 3 K/W to the air', () => {
    const world = closedPack({ spread: 0, ownWatts: 0, busFarads: 0, initialSoc: 0.9 });
    draw(world, 200);
    run(world, 1_000_000);
    // 18.6 W; equal cells do not exchange heat: dT = P R (1 - exp(-t / RC)), R falls a little as the cell warms.
    const watts = 200 * 200 * (0.25e-3 + 0.06 / 280);
    const expected = watts * 3 * (1 - Math.exp(-1000 / (3 * JOULES_PER_KELVIN)));
    const risen = world.truth.cellCelsius[7] - 25;
    expect(risen).toBeLessThan(expected);
    expect(risen).toBeGreaterThan(expected * 0.94);
  });

  it('SIM-041 a cell cools to the ambient with time constant R C and never below', () => {
    const world = createWorld({ spread: 0, ownWatts: 0, ambientCelsius: 45 });
    world.setAmbient(5);
    world.advance(3 * JOULES_PER_KELVIN * 1000);
    expect(world.truth.cellCelsius[0] - 5).toBeCloseTo(40 / Math.E, 1);
    world.advance(30 * JOULES_PER_KELVIN * 1000);
    expect(world.truth.cellCelsius[0]).toBeCloseTo(5, 2);
  });

  it('SIM-042 one hot cell warms its neighbours by 1 W/K, more the nearer', () => {
    const world = createWorld({ spread: 0, ownWatts: 0, cells: 5 });
    world.setCellHeat(2, 50);
    world.advance(60_000);
    const celsius = world.truth.cellCelsius;
    expect(celsius[2] - 25).toBeCloseTo((50 * 60) / JOULES_PER_KELVIN, 1);
    expect(celsius[1]).toBeGreaterThan(celsius[0]);
    expect(celsius[1]).toBe(celsius[3]);
    world.advance(200_000_000);
    // At rest 50 W leave through five ways of 3 K/W: the rises add up to 150 K.
    const rises = Array.from(celsius, (value) => value - 25).reduce((total, value) => total + value, 0);
    expect(rises).toBeCloseTo(150, 0);
  });

  it('SIM-043 the heater shares its power among the cells and draws it through the shunt', () => {
    const world = createWorld({ spread: 0, ownWatts: 0, cells: 16, heaterWatts: 320, ambientCelsius: 0 });
    world.setHeater(true);
    const watts = -world.truth.packAmps * world.truth.packVolts;
    expect(watts).toBeGreaterThan(310);
    expect(watts).toBeLessThan(345);
    world.advance(600_000);
    const gained = (watts / 16) * 600;
    const lost = (world.truth.cellCelsius[0] / 3 / 2) * 600;
    expect(world.truth.cellCelsius[0]).toBeCloseTo((gained - lost) / JOULES_PER_KELVIN, 1);
    expect(world.truth.heaterOn).toBe(true);
  });

  it('SIM-044 a probe follows its cell with 30 s of lag', () => {
    const world = createWorld({ spread: 0, ownWatts: 0, isothermal: true, ambientCelsius: 20 });
    world.setAmbient(50);
    world.advance(1000);
    world.advance(30_000);
    expect((world.truth.probeCelsius[0] ?? NaN) - 20).toBeCloseTo(30 * (1 - Math.exp(-31 / 30)), 6);
  });

  it('SIM-045 probes sit on the first, the middle and the last cell; one that is not fitted is null', () => {
    const world = createWorld({ cells: 16, probesFitted: [true, true, false] });
    world.setCellHeat(0, 100);
    world.advance(600_000);
    const [first, middle, last] = world.truth.probeCelsius;
    expect((first ?? NaN) - (middle ?? NaN)).toBeGreaterThan(4);
    expect(last).toBeNull();
  });

  it('SIM-046 the power stage warms with the square of the current, and can be held hot', () => {
    const world = closedPack({ spread: 0, ownWatts: 0, initialSoc: 0.9 });
    draw(world, 200);
    run(world, 900_000);
    const rise = world.truth.boardCelsius - 25;
    expect(rise).toBeGreaterThan(4);
    expect(rise).toBeLessThan(8);
    world.setPowerStageHeat(110);
    run(world, 1000);
    expect(world.truth.boardCelsius).toBe(110);
    world.setPowerStageHeat(null);
    run(world, 120_000);
    expect(world.truth.boardCelsius).toBeLessThan(65);
  });

  it('SIM-047 the tables of temperature factors agree with their formulas to 1e-5', () => {
    for (let celsius = -40; celsius <= 90; celsius += 0.37) {
      expect(Math.abs(resistanceAt(celsius) / resistanceFactor(celsius) - 1)).toBeLessThan(3e-5);
      expect(Math.abs(selfDischargeAt(celsius) / selfDischargeFactor(celsius) - 1)).toBeLessThan(6e-5);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createWorld } from '../../../sim/world/world';
import type { Chemistry, World } from '../../../sim/world/world';
import { PLAIN, run } from './bench';

/** Everything that a difference in the timeline would show in. */
function portrait(world: World): number[] {
  const { truth } = world;
  return [
    world.nowMs,
    ...truth.cellVolts,
    ...truth.cellSoc,
    ...truth.cellCelsius,
    truth.packAmps,
    truth.loadVolts,
    truth.boardCelsius,
    truth.peakDischargeAmps,
    world.shuntChargeNow(),
    truth.shortCircuitFiredUs ?? -1,
    ...world.probeCelsius,
  ];
}

type Act = (world: World) => void;

const ACTS: readonly Act[] = [
  (world) => world.feedCoilSupply(),
  (world) => world.setCoils(true, true, false),
  (world) => world.setCoils(false, false, true),
  (world) => world.setCoils(false, false, false),
  (world) => world.setLoad({ kind: 'current', amps: 150, startMs: 0 }),
  (world) => world.setLoad({ kind: 'current', amps: -400, startMs: 0 }),
  (world) => world.setLoad({ kind: 'power', watts: 20_000, startMs: 40 }),
  (world) => world.setLoad({ kind: 'inverter', watts: 60_000, startMs: 0, port: 'charge' }),
  (world) => world.setLoad({ kind: 'resistor', ohms: 0.02 }),
  (world) => world.setLoad(null),
  (world) => world.setCharger({ volts: 70, amps: 300, obeysLimits: true }),
  (world) => world.setCharger({ volts: 300, amps: 100_000, obeysLimits: false, cableOhms: 0.001 }),
  (world) => world.setCharger({ volts: 60, amps: 50, obeysLimits: true, port: 'discharge' }),
  (world) => world.setCharger(null),
  (world) => world.setChargeLimits({ volts: 56, amps: 20 }),
  (world) => world.setDeadShort(0.002),
  (world) => world.setDeadShort(null),
  (world) => world.setWelded('discharge', true),
  (world) => world.setWelded('precharge', true),
  (world) => world.setHeater(true),
  (world) => world.setAmbient(-30),
  (world) => world.setBusCapacitor(0.02, 0),
  (world) => world.setBusCapacitor(0, 0),
  (world) => void world.resetShortCircuitLatch(),
  (world) => world.setSoftShort(1, 50),
  (world) => world.setCellHeat(2, 50_000),
  (world) => world.replaceFuse(),
  (world) => world.setBalance(3, 5),
];

const act = fc.record({ act: fc.nat(ACTS.length - 1), milliseconds: fc.integer({ min: 0, max: 3000 }) });
const chemistry = fc.constantFrom<Chemistry>('lfp', 'nmc', 'lto');

describe('world', () => {
  it('SIM-120 the portions in which time passes make no difference', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), fc.integer({ min: 1, max: 70 }), (acts, portion) => {
        const whole = createWorld({ cells: 8, seed: 5 });
        const cut = createWorld({ cells: 8, seed: 5 });
        for (const step of acts) {
          ACTS[step.act](whole);
          ACTS[step.act](cut);
          whole.advance(step.milliseconds);
          for (let left = step.milliseconds; left > 0; left -= portion) cut.advance(Math.min(portion, left));
        }
        expect(portrait(cut)).toEqual(portrait(whole));
      }),
      { numRuns: 60 },
    );
  });

  it('SIM-121 the same seed is the same pack for ever, another seed is another', () => {
    const live = (seed: number) => {
      const world = createWorld({ seed });
      world.setLoad({ kind: 'current', amps: 50 });
      world.setCoils(true, true, false);
      run(world, 20_000);
      return portrait(world);
    };
    expect(live(4)).toEqual(live(4));
    expect(live(4)).not.toEqual(live(5));
  });

  it('SIM-122 whatever is done to it, every quantity stays a number', () => {
    fc.assert(
      fc.property(
        chemistry,
        fc.array(act, { maxLength: 25 }),
        fc.double({ min: -0.5, max: 1.5, noNaN: true }),
        (kind, acts, initialSoc) => {
          const world = createWorld({ cells: 5, chemistry: kind, capacityAmpHours: 5, initialSoc });
          for (const step of acts) {
            ACTS[step.act](world);
            world.feedCoilSupply();
            world.advance(step.milliseconds * 20);
            for (const value of portrait(world)) expect(Number.isFinite(value)).toBe(true);
            for (const volts of world.truth.cellVolts) expect(Math.abs(volts)).toBeLessThan(10_000);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('SIM-123 a pack run far below empty and far above full stays finite', () => {
    const world = createWorld({ ...PLAIN, capacityAmpHours: 10, initialSoc: -0.1 });
    expect(world.truth.cellVolts[0]).toBeCloseTo(1, 9);
    world.setSoftShort(0, 100);
    run(world, 3_600_000);
    expect(world.truth.cellVolts[0]).toBeLessThan(0);
    expect(world.truth.cellVolts[0]).toBeGreaterThan(-5);
    const full = createWorld({ ...PLAIN, capacityAmpHours: 10, initialSoc: 1.15 });
    expect(full.truth.cellVolts[0]).toBeCloseTo(5.1, 6);
  });

  it('SIM-124 senseless numbers are refused by name', () => {
    const world = createWorld({});
    expect(() => world.advance(0.5)).toThrow(/whole milliseconds/);
    expect(() => world.advance(-1)).toThrow(/whole milliseconds/);
    expect(() => world.setLoad({ kind: 'current', amps: NaN })).toThrow(/load\.amps/);
    expect(() => world.setLoad({ kind: 'power', watts: -1 })).toThrow(/load\.watts/);
    expect(() => world.setCharger({ volts: Infinity, amps: 1, obeysLimits: true })).toThrow(/charger\.volts/);
    expect(() => world.setAmbient(500)).toThrow(/ambient/);
    expect(() => world.setDeadShort(0)).toThrow(/ohms/);
    expect(() => world.setSoftShort(16, 1)).toThrow(/cell/);
    expect(() => createWorld({ cells: 26 })).toThrow(/cells/);
    expect(() => createWorld({ initialSoc: [0.5] })).toThrow(/initialSoc must have 16/);
  });

  it('SIM-125 the truth tells the pack by its sum and its chemistry', () => {
    const world = createWorld({ chemistry: 'lto', cells: 20 });
    const { truth } = world;
    expect(truth.chemistry).toBe('lto');
    expect(truth.packVolts).toBeCloseTo(
      truth.cellVolts.reduce((total, volts) => total + volts, 0),
      9,
    );
    expect(truth.contactors).toEqual({ charge: false, discharge: false, precharge: false });
  });
});

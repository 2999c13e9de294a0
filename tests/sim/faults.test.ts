import { describe, expect, it } from '@jest/globals';
import { createHostPorts } from '../../hal/host/hostPorts';
import { PROBE_OPEN, PROBE_SHORTED } from '../../hal/ports/thermometers';
import { CHARGE, DISCHARGE } from '../../src/model/outputs';
import { createFaultSet, FAULTS } from '../../sim/faults';
import { createWorld } from '../../sim/world/world';

function bench() {
  const world = createWorld({ cells: 16, busFarads: 0, spread: 0, initialSoc: 0.5 });
  const ports = createHostPorts(world, { sensorErrors: 0 });
  const faults = createFaultSet({ world, sensorFaults: ports.sensorFaults });
  const cells = { millivolts: new Int16Array(25), stackMillivolts: 0, stackValid: false };
  const current = { microamps: 0, timeUs: 0 };
  const temperatures = { deciCelsius: new Int16Array(4), condition: new Uint8Array(4) };
  const supply = { millivolts: 0, coilMillivolts: 0 };
  return {
    world,
    ports,
    faults,
    /** Advances by `ms` in ticks of 50 with the firmware's usual calls, then tells what the board sees. */
    look(ms: number) {
      for (let left = ms; left > 0; left -= 50) {
        ports.heartbeat.beat();
        world.advance(Math.min(50, left));
      }
      const cellsGood = ports.cellMonitor.sample(cells);
      const currentGood = ports.shuntMonitor.sample(current);
      const temperaturesGood = ports.thermometers.sample(temperatures);
      const supplyGood = ports.supplyMonitor.sample(supply);
      return {
        cellsGood,
        millivolts: Array.from(cells.millivolts),
        stack: cells.stackMillivolts,
        stackValid: cells.stackValid,
        currentGood,
        amps: current.microamps / 1e6,
        temperaturesGood,
        celsius: Array.from(temperatures.deciCelsius, (deci) => deci / 10),
        conditions: Array.from(temperatures.condition),
        supplyGood,
        supply: supply.millivolts,
        coil: supply.coilMillivolts,
        readBack: ports.switches.readBack(),
      };
    },
  };
}

type Bench = ReturnType<typeof bench>;
type Look = ReturnType<Bench['look']>;

interface Expectation {
  readonly given: Record<string, number | string>;
  readonly before?: (on: Bench) => void;
  readonly broken: (look: Look, on: Bench) => void;
  readonly mended: (look: Look, on: Bench) => void;
}

function drive(on: Bench): void {
  on.ports.heartbeat.beat();
  on.ports.switches.drive(DISCHARGE);
  on.world.advance(100);
  on.world.setLoad({ kind: 'current', amps: 40, startMs: 0 });
}

// One expectation for each row: what is seen while broken and after mending. 3265 mV is LFP at half charge.
const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  deadShort: {
    given: { milliohms: 10 },
    before: drive,
    broken: (_, { world }) => expect(world.shortCircuitLatched).toBe(true),
    mended: (_, { world }) => expect(world.resetShortCircuitLatch()).toBe(true),
  },
  softShort: {
    given: { cell: 2, milliamps: 50_000 },
    broken: (_, { world }) => expect(world.truth.cellSoc[2]).toBeLessThan(world.truth.cellSoc[1] - 4e-5),
    mended: (_, { world }) => {
      const gap = world.truth.cellSoc[1] - world.truth.cellSoc[2];
      world.advance(10_000);
      expect(world.truth.cellSoc[1] - world.truth.cellSoc[2]).toBeCloseTo(gap, 9);
    },
  },
  contactorWelded: {
    given: { which: 'charge' },
    broken: (_, { world }) => expect(world.truth.contactors.charge).toBe(true),
    mended: (_, { world }) => expect(world.truth.contactors.charge).toBe(false),
  },
  contactorStuckOpen: {
    given: { which: 'discharge' },
    before: drive,
    broken: (look, { world }) => {
      expect(world.truth.contactors.discharge).toBe(false);
      expect(look.readBack).toBe(DISCHARGE);
    },
    mended: (_, { world }) => expect(world.truth.contactors.discharge).toBe(true),
  },
  hotPowerStage: {
    given: { celsius: 105 },
    broken: (look) => expect(look.celsius[3]).toBe(105),
    mended: (look) => expect(look.celsius[3]).toBeLessThan(105),
  },
  heatCell: {
    given: { cell: 0, kelvinPerSecond: 10 },
    broken: (_, { world }) => expect(world.truth.cellCelsius[0] - 25).toBeGreaterThan(9),
    mended: (_, { world }) => {
      const celsius = world.truth.cellCelsius[0];
      world.advance(1000);
      expect(world.truth.cellCelsius[0]).toBeLessThan(celsius);
    },
  },
  coilRailLow: {
    given: { volts: 4 },
    before: drive,
    broken: (look, { world }) => {
      expect(look.coil).toBe(4000);
      expect(look.readBack).toBe(0);
      expect(world.truth.contactors.discharge).toBe(false);
    },
    mended: (look) => expect(look.coil).toBe(12_000),
  },
  cellMonitorSilent: {
    given: {},
    broken: (look) => expect(look.cellsGood).toBe(false),
    mended: (look) => expect(look.cellsGood).toBe(true),
  },
  cellMonitorFrozen: {
    given: {},
    before: (on) => on.look(50),
    broken: (_, on) => {
      drive(on);
      expect(on.look(50).millivolts[0]).toBe(3265);
    },
    mended: (look) => expect(look.millivolts[0]).toBeLessThan(3260),
  },
  cellFrameFailure: {
    given: { probability: 1 },
    broken: (look) => expect(look.cellsGood).toBe(false),
    mended: (look) => expect(look.cellsGood).toBe(true),
  },
  cellSpike: {
    given: { cell: 3, millivolts: 5000 },
    broken: (look, on) => {
      expect(look.millivolts[3]).toBe(5000);
      expect(on.look(250).millivolts[3]).toBe(3265);
    },
    mended: (look) => expect(look.millivolts[3]).toBe(3265),
  },
  cellOffset: {
    given: { cell: 15, millivolts: -120 },
    broken: (look) => expect(look.millivolts[15]).toBe(3145),
    mended: (look) => expect(look.millivolts[15]).toBe(3265),
  },
  cellRamp: {
    given: { cell: 4, millivoltsPerSecond: 10 },
    broken: (look) => expect(look.millivolts[4]).toBe(3275),
    mended: (look) => expect(look.millivolts[4]).toBe(3265),
  },
  cellOverride: {
    given: { cell: 0, millivolts: 3700 },
    broken: (look) => expect(look.millivolts[0]).toBe(3700),
    mended: (look) => expect(look.millivolts[0]).toBe(3265),
  },
  cellDisconnected: {
    given: { cell: 15 },
    broken: (look) => expect(look.millivolts[15]).toBe(0),
    mended: (look) => expect(look.millivolts[15]).toBe(3265),
  },
  stackOffset: {
    given: { millivolts: 2500 },
    broken: (look) => expect(look.stack).toBe(16 * 3265 + 2500),
    mended: (look) => expect(look.stack).toBe(16 * 3265),
  },
  stackSilent: {
    given: {},
    broken: (look) => expect(look.stackValid).toBe(false),
    mended: (look) => expect(look.stackValid).toBe(true),
  },
  shuntSilent: {
    given: {},
    broken: (look) => expect(look.currentGood).toBe(false),
    mended: (look) => expect(look.currentGood).toBe(true),
  },
  shuntFrozen: {
    given: {},
    before: (on) => {
      drive(on);
      on.look(1000);
      on.look(50);
      on.world.setLoad({ kind: 'current', amps: 80, startMs: 0 });
    },
    broken: (look) => expect(look.amps).toBeCloseTo(-40, 1),
    mended: (_, on) => expect(on.look(50).amps).toBeCloseTo(-80, 1),
  },
  shuntZero: {
    given: {},
    before: drive,
    broken: (look) => expect(look.amps).toBe(0),
    mended: (look) => expect(look.amps).toBeCloseTo(-40, 1),
  },
  shuntReversed: {
    given: {},
    before: drive,
    broken: (_, on) => expect(on.look(50).amps).toBeCloseTo(40, 1),
    mended: (look) => expect(look.amps).toBeCloseTo(-40, 1),
  },
  shuntOffset: {
    given: { amps: 0.02 },
    broken: (look) => expect(look.amps).toBeCloseTo(0.02, 2),
    mended: (look) => expect(look.amps).toBe(0),
  },
  thermometersSilent: {
    given: {},
    broken: (look) => expect(look.temperaturesGood).toBe(false),
    mended: (look) => expect(look.temperaturesGood).toBe(true),
  },
  probeOpen: {
    given: { probe: 1 },
    broken: (look) => expect(look.conditions).toEqual([0, PROBE_OPEN, 0, 0]),
    mended: (look) => expect(look.conditions).toEqual([0, 0, 0, 0]),
  },
  probeShorted: {
    given: { probe: 3 },
    broken: (look) => expect(look.conditions).toEqual([0, 0, 0, PROBE_SHORTED]),
    mended: (look) => expect(look.conditions).toEqual([0, 0, 0, 0]),
  },
  probeOverride: {
    given: { probe: 0, celsius: -25.5 },
    broken: (look) => expect(look.celsius[0]).toBe(-25.5),
    mended: (look) => expect(look.celsius[0]).toBe(25),
  },
  probeRise: {
    given: { probe: 2, kelvinPerSecond: 2 },
    broken: (look) => expect(look.celsius[2]).toBe(27),
    mended: (look) => expect(look.celsius[2]).toBe(25),
  },
  supplySilent: {
    given: {},
    broken: (look) => expect(look.supplyGood).toBe(false),
    mended: (look) => expect(look.supplyGood).toBe(true),
  },
  supplyVoltage: {
    given: { volts: 11 },
    broken: (look) => expect(look.supply).toBe(11_000),
    mended: (look) => expect(look.supply).toBeCloseTo(16 * 3265, -2),
  },
  readBackStuckOn: {
    given: { output: 'charge' },
    broken: (look) => expect(look.readBack).toBe(CHARGE),
    mended: (look) => expect(look.readBack).toBe(0),
  },
  readBackStuckOff: {
    given: { output: 'discharge' },
    before: drive,
    broken: (look) => expect(look.readBack).toBe(0),
    mended: (look) => expect(look.readBack).toBe(DISCHARGE),
  },
  driveRefused: {
    given: {},
    broken: (_, { ports }) => expect(ports.switches.drive(CHARGE)).toBe(false),
    mended: (_, { ports }) => expect(ports.switches.drive(CHARGE)).toBe(true),
  },
  latchStuck: {
    given: {},
    broken: (_, { ports }) => expect(ports.shortCircuitLatch.reset()).toBe(false),
    mended: (_, { ports }) => expect(ports.shortCircuitLatch.reset()).toBe(true),
  },
};

describe('fault table', () => {
  it('SIM-150 every row has an expectation, a unique id and a line of help', () => {
    expect(FAULTS.map((row) => row.id).sort()).toEqual(Object.keys(EXPECTATIONS).sort());
    expect(new Set(FAULTS.map((row) => row.id)).size).toBe(FAULTS.length);
    for (const row of FAULTS) {
      expect(row.help).toMatch(/\.$/);
      for (const parameter of row.parameters) expect(parameter.help).toMatch(/\.$/);
    }
  });

  it.each(Object.keys(EXPECTATIONS))('SIM-151 %s breaks what it says, and mending mends it', (id) => {
    const on = bench();
    const { given, before, broken, mended } = EXPECTATIONS[id];
    before?.(on);
    expect(on.faults.apply(id, given)).toBeNull();
    expect(on.faults.list().map((fault) => fault.id)).toEqual([id]);
    broken(on.look(1000), on);
    expect(on.faults.remove(id)).toBe(true);
    expect(on.faults.list()).toEqual([]);
    mended(on.look(1000), on);
  });

  it('SIM-152 refuses parameters by name and range, and changes nothing', () => {
    const { faults } = bench();
    expect(faults.apply('cellOffset', { cell: 16, millivolts: 1 })).toBe(
      'cellOffset.cell must be a whole number 0..15; not 16',
    );
    expect(faults.apply('cellOffset', { cell: 1.5, millivolts: 1 })).toMatch(/cell must be a whole number/);
    expect(faults.apply('cellOffset', { cell: 1 })).toBe(
      'cellOffset.millivolts must be a number -5000..5000; it is missing',
    );
    expect(faults.apply('cellOffset', { cell: 1, millivolts: '5' })).toMatch(/not "5"/);
    expect(faults.apply('cellOffset', { cell: 1, millivolts: NaN })).toMatch(/millivolts must be/);
    expect(faults.apply('deadShort', { milliohms: 0 })).toBe('deadShort.milliohms must be a number 0.1..1000; not 0');
    expect(faults.apply('contactorWelded', { which: 'main' })).toBe(
      'contactorWelded.which must be one of charge, discharge, precharge; not "main"',
    );
    expect(faults.apply('shuntSilent', { amps: 1 })).toBe('shuntSilent has no parameter amps; it takes none');
    expect(faults.apply('nonsense')).toBe('there is no fault "nonsense"');
    expect(faults.list()).toEqual([]);
    expect(faults.remove('nonsense')).toBe(false);
  });

  it('SIM-153 limits of every number are accepted, and one step beyond them refused', () => {
    for (const row of FAULTS) {
      for (const parameter of row.parameters) {
        if ('choices' in parameter) continue;
        const others = Object.fromEntries(
          row.parameters
            .filter((other) => other !== parameter)
            .map((other) => [other.name, 'choices' in other ? other.choices[0] : (other.fallback ?? other.min)]),
        );
        const max = parameter.name === 'cell' ? 15 : parameter.max;
        for (const [value, good] of [
          [parameter.min, true],
          [max, true],
          [parameter.min - 1, false],
          [max + 1, false],
        ] as const) {
          const refusal = bench().faults.apply(row.id, { ...others, [parameter.name]: value });
          expect([row.id, parameter.name, value, refusal === null]).toEqual([row.id, parameter.name, value, good]);
        }
      }
    }
  });

  it('SIM-154 the same fault may sit on several cells; at the same place the newer replaces the older', () => {
    const { faults, look } = bench();
    faults.apply('cellOverride', { cell: 1, millivolts: 3700 });
    faults.apply('cellOverride', { cell: 2, millivolts: 2400 });
    faults.apply('cellOverride', { cell: 1, millivolts: 3800 });
    expect(faults.list().length).toBe(2);
    expect(look(0).millivolts.slice(0, 4)).toEqual([3265, 3800, 2400, 3265]);
    faults.remove('cellOverride');
    expect(look(0).millivolts.slice(0, 4)).toEqual([3265, 3265, 3265, 3265]);
  });
});

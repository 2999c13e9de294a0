import { describe, expect, it } from '@jest/globals';
import { createHostPorts } from '../../../hal/host/hostPorts';
import type { CellReading } from '../../../hal/ports/cellMonitor';
import { CHARGE_ALERT, DISCHARGE_ALERT } from '../../../hal/ports/shuntMonitor';
import type { CurrentReading } from '../../../hal/ports/shuntMonitor';
import { PROBE_GOOD, PROBE_OPEN } from '../../../hal/ports/thermometers';
import type { TemperatureReading } from '../../../hal/ports/thermometers';
import { BALANCE, CHARGE, DISCHARGE, HEATER, PRECHARGE } from '../../../src/model/outputs';
import { createWorld } from '../../../sim/world/world';
import type { World } from '../../../sim/world/world';

function cellReading(): CellReading {
  return { millivolts: new Int16Array(25).fill(-7), stackMillivolts: -7, stackValid: false };
}

function currentReading(): CurrentReading {
  return { microamps: -7, timeUs: -7 };
}

function temperatureReading(): TemperatureReading {
  return { deciCelsius: new Int16Array(4).fill(-7), condition: new Uint8Array(4).fill(9) };
}

function loaded(world: World, amps: number): void {
  world.setWelded('discharge', true);
  world.setLoad({ kind: 'current', amps, startMs: 0 });
}

describe('host clock', () => {
  it('HAL-001 starts at its offset and wraps as a signed 32-bit count', () => {
    const world = createWorld({});
    const { clock } = createHostPorts(world, { clockOffsetMs: 2_147_483_647 - 999 });
    expect(clock.milliseconds()).toBe(2_147_482_648);
    const start = clock.milliseconds();
    world.advance(1000);
    expect(clock.milliseconds()).toBe(-2_147_483_648);
    expect(clock.since(start)).toBe(1000);
  });

  it('HAL-002 microseconds wrap every 71.6 minutes and agree with the milliseconds', () => {
    const world = createWorld({});
    const { clock } = createHostPorts(world, {});
    world.advance(2_147_483);
    expect(clock.microseconds()).toBe(2_147_483_000);
    const before = clock.microseconds();
    world.advance(1);
    expect(clock.microseconds()).toBeLessThan(0);
    expect((clock.microseconds() - before) | 0).toBe(1000);
  });

  it('HAL-003 a crystal that is 20 ppm fast gains 1.7 s a day', () => {
    const world = createWorld({});
    const { clock } = createHostPorts(world, { clockPartsPerMillion: 20 });
    world.advance(86_400_000);
    expect(clock.milliseconds()).toBe(86_401_728);
  });
});

describe('host cell monitor', () => {
  it('HAL-010 reads each cell within gain, offset and four deviations of noise, and other channels as empty', () => {
    const world = createWorld({ cells: 16, seed: 9 });
    const { cellMonitor } = createHostPorts(world);
    const reading = cellReading();
    for (let scan = 0; scan < 50; scan += 1) {
      expect(cellMonitor.sample(reading)).toBe(true);
      world.truth.cellVolts.forEach((volts, cell) => {
        const limit = 0.0003 * volts * 1000 + 1 + 4 * 0.3 + 0.5;
        expect(Math.abs(reading.millivolts[cell] - volts * 1000)).toBeLessThanOrEqual(limit);
      });
      for (let channel = 16; channel < 25; channel += 1) expect(reading.millivolts[channel]).toBeLessThan(500);
      expect(reading.stackValid).toBe(true);
      expect(Math.abs(reading.stackMillivolts / 1000 / world.truth.packVolts - 1)).toBeLessThan(0.0015);
    }
  });

  it('HAL-011 perfect sensors read the truth to the millivolt', () => {
    const world = createWorld({ cells: 25, seed: 9 });
    const { cellMonitor } = createHostPorts(world, { sensorErrors: 0 });
    const reading = cellReading();
    cellMonitor.sample(reading);
    world.truth.cellVolts.forEach((volts, cell) => expect(reading.millivolts[cell]).toBe(Math.round(volts * 1000)));
  });

  it('HAL-012 noise is 0.3 mV and differs from scan to scan', () => {
    const world = createWorld({ cells: 25, initialSoc: 0.501, spread: 0 });
    const { cellMonitor } = createHostPorts(world);
    const reading = cellReading();
    const scans = Array.from({ length: 2000 }, () => {
      cellMonitor.sample(reading);
      return reading.millivolts[3];
    });
    const mean = scans.reduce((total, value) => total + value, 0) / scans.length;
    const variance = scans.reduce((total, value) => total + (value - mean) ** 2, 0) / scans.length;
    // Rounding to whole millivolts hides or adds up to a twelfth of a square millivolt and more when it falls badly.
    expect(Math.sqrt(variance)).toBeLessThan(0.55);
    expect(new Set(scans).size).toBeGreaterThan(1);
  });
});

describe('host shunt monitor', () => {
  it('HAL-020 gives the mean over the time since the reading before', () => {
    const world = createWorld({ busFarads: 0 });
    const { shuntMonitor } = createHostPorts(world, { sensorErrors: 0 });
    const reading = currentReading();
    world.setWelded('discharge', true);
    shuntMonitor.sample(reading);
    world.advance(30);
    world.setLoad({ kind: 'current', amps: 100, startMs: 0 });
    world.advance(20);
    expect(shuntMonitor.sample(reading)).toBe(true);
    expect(reading.microamps / 1e6).toBeCloseTo(-40, 2);
    world.advance(50);
    shuntMonitor.sample(reading);
    expect(reading.microamps / 1e6).toBeCloseTo(-100, 2);
  });

  it('HAL-021 counts in codes of 2.0833 mA and ends at 1092 A', () => {
    const world = createWorld({ busFarads: 0, initialSoc: 0.9, shortCircuitAmps: 5000 });
    const { shuntMonitor } = createHostPorts(world);
    const reading = currentReading();
    loaded(world, 7.77);
    for (let window = 0; window < 20; window += 1) {
      world.advance(50);
      shuntMonitor.sample(reading);
      expect(Number.isInteger(reading.microamps)).toBe(true);
      const code = Math.round((reading.microamps * 3) / 6250);
      expect(Math.round((code * 6250) / 3)).toBe(reading.microamps);
    }
    world.setLoad({ kind: 'current', amps: 1300, startMs: 0 });
    world.advance(50);
    shuntMonitor.sample(reading);
    world.advance(50);
    shuntMonitor.sample(reading);
    expect(reading.microamps).toBeGreaterThan(-1_092_300_000);
    expect(reading.microamps).toBeLessThan(-1_092_000_000);
  });

  it('HAL-022 stays within 0.55 % and 10 mA for any seed', () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const world = createWorld({ seed, busFarads: 0 });
      const { shuntMonitor } = createHostPorts(world);
      const reading = currentReading();
      shuntMonitor.sample(reading);
      expect(Math.abs(reading.microamps)).toBeLessThan(18_000);
      loaded(world, 100);
      world.advance(50);
      shuntMonitor.sample(reading);
      world.advance(50);
      shuntMonitor.sample(reading);
      expect(Math.abs(reading.microamps / -1e6 - 100)).toBeLessThan(0.55 + 0.02);
    }
  });

  it('HAL-023 alerts above 1000 A on each side stay until they are cleared', () => {
    const world = createWorld({ busFarads: 0, initialSoc: 0.9, shortCircuitMicroseconds: 1e6 });
    const { shuntMonitor } = createHostPorts(world);
    expect(shuntMonitor.alerts()).toBe(0);
    loaded(world, 1001);
    world.setLoad({ kind: 'current', amps: 10, startMs: 0 });
    expect(shuntMonitor.alerts()).toBe(DISCHARGE_ALERT);
    expect(shuntMonitor.clearAlerts()).toBe(true);
    expect(shuntMonitor.alerts()).toBe(0);
    world.setLoad({ kind: 'current', amps: -1001, startMs: 0 });
    expect(shuntMonitor.alerts()).toBe(CHARGE_ALERT);
    shuntMonitor.clearAlerts();
    expect(shuntMonitor.alerts()).toBe(CHARGE_ALERT);
  });

  it('HAL-024 a second reading in the same millisecond repeats the first', () => {
    const world = createWorld({ busFarads: 0 });
    const { shuntMonitor } = createHostPorts(world);
    loaded(world, 50);
    world.advance(50);
    const [first, second] = [currentReading(), currentReading()];
    shuntMonitor.sample(first);
    shuntMonitor.sample(second);
    expect(second).toEqual(first);
  });
});

describe('host thermometers', () => {
  it('HAL-030 read within the class of the probe, in tenths of a kelvin, the power stage last', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const world = createWorld({ seed, ambientCelsius: 25 });
      const { thermometers } = createHostPorts(world);
      const reading = temperatureReading();
      expect(thermometers.sample(reading)).toBe(true);
      // 1 % of resistance is 0.26 K at 25 degC with B 3435.
      for (const deci of reading.deciCelsius) expect(Math.abs(deci - 250)).toBeLessThanOrEqual(3);
      expect(Array.from(reading.condition)).toEqual([PROBE_GOOD, PROBE_GOOD, PROBE_GOOD, PROBE_GOOD]);
    }
  });

  it('HAL-031 a probe that is not fitted reads open and leaves the temperature alone', () => {
    const world = createWorld({ probesFitted: [true, false, true] });
    const { thermometers } = createHostPorts(world);
    const reading = temperatureReading();
    thermometers.sample(reading);
    expect(reading.condition[1]).toBe(PROBE_OPEN);
    expect(reading.deciCelsius[1]).toBe(-7);
  });
});

describe('host switches', () => {
  it('HAL-040 drive the contactors once the heartbeat carries their supply', () => {
    const world = createWorld({ busFarads: 0 });
    const { switches, heartbeat } = createHostPorts(world);
    expect(switches.drive(CHARGE | HEATER | BALANCE)).toBe(true);
    expect(switches.readBack()).toBe(HEATER | BALANCE);
    heartbeat.beat();
    expect(switches.readBack()).toBe(CHARGE | HEATER | BALANCE);
    world.advance(100);
    expect(world.truth.contactors).toEqual({ charge: true, discharge: false, precharge: false });
    expect(world.truth.heaterOn).toBe(true);
    switches.drive(DISCHARGE | PRECHARGE);
    world.advance(100);
    expect(world.truth.contactors).toEqual({ charge: false, discharge: true, precharge: true });
    expect(world.truth.heaterOn).toBe(false);
    world.advance(1500);
    expect(switches.readBack()).toBe(0);
    expect(world.truth.contactors.discharge).toBe(false);
  });

  it('HAL-041 the latch shows in the read-back, and lets go when it is reset without current', () => {
    const world = createWorld({ busFarads: 0 });
    const { switches, heartbeat, shortCircuitLatch } = createHostPorts(world);
    heartbeat.beat();
    switches.drive(DISCHARGE);
    world.advance(100);
    world.setDeadShort(0.01);
    world.advance(20);
    expect(shortCircuitLatch.latched()).toBe(true);
    expect(switches.readBack()).toBe(0);
    expect(world.truth.contactors.discharge).toBe(false);
    world.setDeadShort(null);
    expect(shortCircuitLatch.reset()).toBe(true);
    expect(shortCircuitLatch.latched()).toBe(false);
    expect(switches.readBack()).toBe(DISCHARGE);
  });

  it('HAL-042 a welded contactor is not seen by the driver', () => {
    const world = createWorld({});
    const { switches } = createHostPorts(world);
    world.setWelded('charge', true);
    expect(switches.readBack()).toBe(0);
    expect(world.truth.contactors.charge).toBe(true);
  });
});

describe('host supplies and signals', () => {
  it('HAL-050 V+ follows the pack, held up by the external supply; the coil rail is measured before its switch', () => {
    const reading = { millivolts: -7, coilMillivolts: -7 };
    const world = createWorld({ cells: 16 });
    expect(createHostPorts(world).supplyMonitor.sample(reading)).toBe(true);
    expect(reading.millivolts).toBe(Math.round(world.truth.packVolts * 1000));
    expect(reading.coilMillivolts).toBe(12_000);
    createHostPorts(createWorld({ cells: 3 })).supplyMonitor.sample(reading);
    expect(reading.millivolts).toBe(24_000);
  });

  it('HAL-051 charger and ignition are seen', () => {
    const world = createWorld({});
    const { signals } = createHostPorts(world);
    expect(signals.chargerDetected()).toBe(false);
    expect(signals.accessoryOn()).toBe(false);
    world.setCharger({ volts: 57, amps: 10, obeysLimits: true });
    world.setAccessory(true);
    expect(signals.chargerDetected()).toBe(true);
    expect(signals.accessoryOn()).toBe(true);
  });
});

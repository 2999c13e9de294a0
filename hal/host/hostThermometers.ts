// The thermometers over the plant's probes: 1 % resistance class, 0.1 K, and whatever sensorFaults says. A probe that is
// not fitted reads open.

import { PROBE_GOOD, PROBE_OPEN } from '../ports/thermometers';
import type { TemperatureReading, Thermometers } from '../ports/thermometers';
import { MAXIMUM_PROBES } from '../../src/model/sample';
import { Random } from '../../sim/world/random';
import type { World } from '../../sim/world/world';
import type { SensorFaults } from './sensorFaults';

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { max, min, round } = Math;

const CLASS_ERROR = 0.01;
/** Of the thermistor: one per cent of resistance is T squared / B per cent of a kelvin. */
const BETA_KELVIN = 3435;
const KELVIN_AT_ZERO = 273.15;
/** Where the converter ends. */
const LOWEST_CELSIUS = -60;
const HIGHEST_CELSIUS = 200;

export class HostThermometers implements Thermometers {
  readonly probes = MAXIMUM_PROBES;
  private readonly world: World;
  private readonly faults: SensorFaults;
  private readonly resistanceError = new Float64Array(MAXIMUM_PROBES + 1);

  constructor(world: World, faults: SensorFaults, errors: number) {
    const build = new Random(world.seed, 'probe errors');
    this.world = world;
    this.faults = faults;
    for (let probe = 0; probe <= MAXIMUM_PROBES; probe += 1) {
      this.resistanceError[probe] = CLASS_ERROR * errors * build.balanced();
    }
  }

  sample(into: TemperatureReading): boolean {
    const { world, faults } = this;
    if (faults.thermometersSilent) return false;
    for (let probe = 0; probe <= MAXIMUM_PROBES; probe += 1) {
      const fitted = probe === MAXIMUM_PROBES || world.probesFitted[probe];
      const condition = fitted ? faults.probeCondition[probe] : PROBE_OPEN;
      into.condition[probe] = condition;
      if (condition === PROBE_GOOD) into.deciCelsius[probe] = round(this.celsius(probe) * 10);
    }
    return true;
  }

  private celsius(probe: number): number {
    const { world, faults } = this;
    const felt = world.probeCelsius[probe];
    const kelvin = felt + KELVIN_AT_ZERO;
    let celsius = felt + (this.resistanceError[probe] * kelvin * kelvin) / BETA_KELVIN;
    if (faults.probeOverridden[probe] === 1) celsius = faults.probeOverrideCelsius[probe];
    const seconds = (world.nowMs - faults.probeRiseStartMs[probe]) / 1000;
    celsius += faults.probeRiseKelvinPerSecond[probe] * seconds;
    return max(LOWEST_CELSIUS, min(HIGHEST_CELSIUS, celsius));
  }
}

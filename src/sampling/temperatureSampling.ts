// Temperatures: reads the probes, tells present from absent from lost, and finds the extremes and the fastest rise.
// Makes the temperature group of the Sample. A probe open at start is absent and stays out of every rule; a probe that
// has been present and goes is lost, which is a fault of its own.

import { PROBE_GOOD, type TemperatureReading, type Thermometers } from '../../hal/ports/thermometers';
import { divRound } from '../model/arithmetic';
import type { Mutable } from '../model/mutable';
import type { TemperatureGroup } from '../model/sample';
import { elapsed } from '../model/time';
import { refresh } from './group';

/** What a probe can mean to measure (domain reference 3.6). */
const COLDEST_PLAUSIBLE_DECI_CELSIUS = -450;
const HOTTEST_PLAUSIBLE_DECI_CELSIUS = 1_250;
/** No probe on a cell moves faster than 5 K/s. */
const FASTEST_DECI_KELVIN_PER_SECOND = 50;

export interface TemperatureSampling {
  readonly group: TemperatureGroup;
  read(nowMs: number): void;
}

export function createTemperatureSampling(
  thermometers: Thermometers,
  group: Mutable<TemperatureGroup>,
): TemperatureSampling {
  return new Temperatures(thermometers, group);
}

class Temperatures implements TemperatureSampling {
  readonly group: Mutable<TemperatureGroup>;
  private readonly thermometers: Thermometers;
  private readonly reading: TemperatureReading;
  private everPresent = 0;

  constructor(thermometers: Thermometers, group: Mutable<TemperatureGroup>) {
    const entries = thermometers.probes + 1;
    this.thermometers = thermometers;
    this.group = group;
    this.reading = { deciCelsius: new Int16Array(entries), condition: new Uint8Array(entries) };
  }

  read(nowMs: number): void {
    const group = this.group;
    const reading = this.reading;
    if (!this.thermometers.sample(reading)) return;
    const probes = this.thermometers.probes;
    const kept = group.probeDeciCelsius;
    const lastPresent = group.present;
    const sinceLastMs = elapsed(group.timeMs, nowMs);
    let present = 0;
    let hottest = -0x8000;
    let coldest = 0x7fff;
    let rising = 0;
    for (let probe = 0; probe < probes; probe += 1) {
      if (!plausible(reading, probe)) continue;
      const bit = 1 << probe;
      const deciCelsius = reading.deciCelsius[probe];
      if ((lastPresent & bit) !== 0 && sinceLastMs > 0) {
        const rate = divRound((deciCelsius - kept[probe]) * 1_000, sinceLastMs);
        // A jump is a bad contact, not a temperature: this reading does not count, and the next begins anew.
        if (rate > FASTEST_DECI_KELVIN_PER_SECOND || rate < -FASTEST_DECI_KELVIN_PER_SECOND) continue;
        if (rate > rising) rising = rate;
      }
      present |= bit;
      kept[probe] = deciCelsius;
      if (deciCelsius > hottest) hottest = deciCelsius;
      if (deciCelsius < coldest) coldest = deciCelsius;
    }
    const boardPresent = plausible(reading, probes);
    group.boardPresent = boardPresent;
    group.boardDeciCelsius = boardPresent ? reading.deciCelsius[probes] : 0;
    const answering = boardPresent ? present | (1 << probes) : present;
    this.everPresent |= answering;
    group.present = present;
    group.lost = this.everPresent & ~answering;
    group.risingDeciKelvinPerSecond = rising;
    if (present !== 0) {
      group.hottestDeciCelsius = hottest;
      group.coldestDeciCelsius = coldest;
    }
    refresh(group, nowMs);
  }
}

function plausible(reading: TemperatureReading, entry: number): boolean {
  const deciCelsius = reading.deciCelsius[entry];
  return (
    reading.condition[entry] === PROBE_GOOD &&
    deciCelsius >= COLDEST_PLAUSIBLE_DECI_CELSIUS &&
    deciCelsius <= HOTTEST_PLAUSIBLE_DECI_CELSIUS
  );
}

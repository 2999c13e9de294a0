// Temperatures: reads the probes, tells present from absent from lost, and finds the extremes and the fastest rise.
// Makes the temperature group of the Sample. A probe open at start is absent and stays out of every rule; a probe that
// has been present and goes is lost, which is a fault of its own.

import { PROBE_GOOD, type TemperatureReading, type Thermometers } from '../../hal/ports/thermometers';
import { divRound } from '../model/arithmetic';
import type { Mutable } from '../model/mutable';
import { MAXIMUM_PROBES, type TemperatureGroup } from '../model/sample';
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
  const probes = thermometers.probes;
  const reading: TemperatureReading = {
    deciCelsius: new Int16Array(probes + 1),
    condition: new Uint8Array(probes + 1),
  };
  const lastDeciCelsius = new Int16Array(MAXIMUM_PROBES);
  let everPresent = 0;
  let lastKnown = 0;

  function plausible(entry: number): boolean {
    const deciCelsius = reading.deciCelsius[entry];
    return (
      reading.condition[entry] === PROBE_GOOD &&
      deciCelsius >= COLDEST_PLAUSIBLE_DECI_CELSIUS &&
      deciCelsius <= HOTTEST_PLAUSIBLE_DECI_CELSIUS
    );
  }

  function read(nowMs: number): void {
    if (!thermometers.sample(reading)) return;
    const sinceLastMs = elapsed(group.timeMs, nowMs);
    let present = 0;
    let hottest = -0x8000;
    let coldest = 0x7fff;
    let rising = 0;
    for (let probe = 0; probe < probes; probe += 1) {
      if (!plausible(probe)) continue;
      const bit = 1 << probe;
      const deciCelsius = reading.deciCelsius[probe];
      if ((lastKnown & bit) !== 0 && sinceLastMs > 0) {
        const rate = divRound((deciCelsius - lastDeciCelsius[probe]) * 1_000, sinceLastMs);
        lastDeciCelsius[probe] = deciCelsius;
        // A jump is a bad contact, not a temperature: this reading does not count, the next is compared with it.
        if (rate > FASTEST_DECI_KELVIN_PER_SECOND || rate < -FASTEST_DECI_KELVIN_PER_SECOND) continue;
        if (rate > rising) rising = rate;
      }
      lastDeciCelsius[probe] = deciCelsius;
      present |= bit;
      group.probeDeciCelsius[probe] = deciCelsius;
      if (deciCelsius > hottest) hottest = deciCelsius;
      if (deciCelsius < coldest) coldest = deciCelsius;
    }
    group.boardPresent = plausible(probes);
    group.boardDeciCelsius = group.boardPresent ? reading.deciCelsius[probes] : 0;
    lastKnown = present;
    const answering = group.boardPresent ? present | (1 << probes) : present;
    everPresent |= answering;
    group.present = present;
    group.lost = everPresent & ~answering;
    group.risingDeciKelvinPerSecond = rising;
    if (present !== 0) {
      group.hottestDeciCelsius = hottest;
      group.coldestDeciCelsius = coldest;
    }
    refresh(group, nowMs);
  }

  return { group, read };
}

// Sampling as a whole: owns the Sample, lets each part refill its group, and says when the first whole sample is there.
// Everybody after this file reads the Sample and never a port.

import type { Ports } from '../../hal/ports/ports';
import type { Mutable } from '../model/mutable';
import type { PackScale } from '../model/packScale';
import { MAXIMUM_CELLS, MAXIMUM_PROBES, type Group, type Sample } from '../model/sample';
import type { SettingValues } from '../settings/registry';
import { createCellSampling, type CellSampling } from './cellSampling';
import { createCurrentSampling, type CurrentSampling } from './currentSampling';
import { age } from './group';
import { createSupplySampling, type SupplySampling } from './supplySampling';
import { createTemperatureSampling, type TemperatureSampling } from './temperatureSampling';

/** Fast quantities are stale after 1 s (domain reference 3.1); temperatures after three of their periods. */
const STALE_MS = 1_000;
const TEMPERATURES_STALE_MS = 3_000;

export interface Sampling {
  readonly sample: Sample;
  configure(values: Readonly<SettingValues>, scale: PackScale): void;
  /** The start of a tick: whatever is not read again in it grows older. */
  begin(nowMs: number): void;
  readCurrent(nowMs: number): void;
  readCells(nowMs: number): void;
  readTemperatures(nowMs: number): void;
  /** The user has mended what was remembered against the current measurement. */
  forgive(): void;
}

export function createSampling(ports: Ports): Sampling {
  return new EveryGroup(ports, emptySample(ports.clock.milliseconds()));
}

function emptyGroup(nowMs: number): Group {
  return { valid: false, fresh: false, timeMs: nowMs, silentMs: 0 };
}

function emptySample(startMs: number): Mutable<Sample> {
  return {
    whole: false,
    cells: {
      ...emptyGroup(startMs),
      count: 0,
      detected: 0,
      millivolts: new Int16Array(MAXIMUM_CELLS),
      doubtful: 0,
      distrusted: 0,
      rejected: 0,
      lowestMillivolts: 0,
      highestMillivolts: 0,
      lowestCell: 0,
      highestCell: 0,
      sumMillivolts: 0,
      stackMillivolts: 0,
      stackValid: false,
      frozenScans: 0,
      fallMillivolts: 0,
    },
    current: { ...emptyGroup(startMs), microamps: 0, milliamps: 0, timeUs: 0, contradictions: 0 },
    temperatures: {
      ...emptyGroup(startMs),
      probeDeciCelsius: new Int16Array(MAXIMUM_PROBES),
      present: 0,
      lost: 0,
      hottestDeciCelsius: 0,
      coldestDeciCelsius: 0,
      risingDeciKelvinPerSecond: 0,
      boardDeciCelsius: 0,
      boardPresent: false,
    },
    supply: { ...emptyGroup(startMs), millivolts: 0, coilMillivolts: 0 },
    hardware: { shortCircuitLatched: false, dischargeAlert: false, chargeAlert: false },
    chargerPresent: false,
  };
}

class EveryGroup implements Sampling {
  readonly sample: Mutable<Sample>;
  private readonly cells: CellSampling;
  private readonly current: CurrentSampling;
  private readonly temperatures: TemperatureSampling;
  private readonly supply: SupplySampling;

  constructor(ports: Ports, sample: Mutable<Sample>) {
    this.sample = sample;
    this.cells = createCellSampling(ports.cellMonitor, sample.cells);
    this.current = createCurrentSampling(ports.shuntMonitor, sample.current);
    this.temperatures = createTemperatureSampling(ports.thermometers, sample.temperatures);
    this.supply = createSupplySampling(ports, sample.supply, sample.hardware);
  }

  configure(values: Readonly<SettingValues>, scale: PackScale): void {
    this.cells.configure(values.cellCount, values.voltageGainPpm, scale);
    this.current.configure(values.currentGainPpm, values.currentOffsetMicroamps, scale);
    // Other cells, or cells measured anew: what was known of them does not count any more.
    if (!this.sample.cells.valid) this.sample.whole = false;
  }

  begin(nowMs: number): void {
    const sample = this.sample;
    age(sample.cells, nowMs, STALE_MS);
    age(sample.current, nowMs, STALE_MS);
    age(sample.temperatures, nowMs, TEMPERATURES_STALE_MS);
    age(sample.supply, nowMs, STALE_MS);
  }

  readCurrent(nowMs: number): void {
    const sample = this.sample;
    const supply = this.supply;
    this.current.read(nowMs);
    supply.read(nowMs, sample.current);
    sample.chargerPresent = supply.chargerPresent;
  }

  readCells(nowMs: number): void {
    const sample = this.sample;
    const cells = sample.cells;
    this.cells.scan(nowMs, sample.current);
    if (!cells.fresh) return;
    this.current.compareWith(cells);
    if (!sample.whole) {
      const { current, temperatures, supply } = sample;
      sample.whole =
        cells.distrusted === 0 && current.valid && temperatures.valid && temperatures.present !== 0 && supply.valid;
    }
  }

  readTemperatures(nowMs: number): void {
    this.temperatures.read(nowMs);
  }

  forgive(): void {
    this.current.forgive();
  }
}

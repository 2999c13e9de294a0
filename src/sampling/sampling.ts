// Sampling as a whole: owns the Sample, lets each part refill its group, and says when the first whole sample is there.
// Everybody after this file reads the Sample and never a port.

import type { Ports } from '../../hal/ports/ports';
import type { Mutable } from '../model/mutable';
import type { PackScale } from '../model/packScale';
import {
  MAXIMUM_CELLS,
  MAXIMUM_PROBES,
  type CellGroup,
  type CurrentGroup,
  type Group,
  type HardwareTrips,
  type Sample,
  type SupplyGroup,
  type TemperatureGroup,
} from '../model/sample';
import type { SettingValues } from '../settings/registry';
import { createCellSampling } from './cellSampling';
import { createCurrentSampling } from './currentSampling';
import { age } from './group';
import { createSupplySampling } from './supplySampling';
import { createTemperatureSampling } from './temperatureSampling';

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

function emptyGroup(nowMs: number): Group {
  return { valid: false, fresh: false, timeMs: nowMs, silentMs: 0 };
}

export function createSampling(ports: Ports): Sampling {
  const startMs = ports.clock.milliseconds();
  const cells: Mutable<CellGroup> = {
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
  };
  const current: Mutable<CurrentGroup> = {
    ...emptyGroup(startMs),
    microamps: 0,
    milliamps: 0,
    timeUs: 0,
    contradictions: 0,
  };
  const temperatures: Mutable<TemperatureGroup> = {
    ...emptyGroup(startMs),
    probeDeciCelsius: new Int16Array(MAXIMUM_PROBES),
    present: 0,
    lost: 0,
    hottestDeciCelsius: 0,
    coldestDeciCelsius: 0,
    risingDeciKelvinPerSecond: 0,
    boardDeciCelsius: 0,
    boardPresent: false,
  };
  const supply: Mutable<SupplyGroup> = { ...emptyGroup(startMs), millivolts: 0, coilMillivolts: 0 };
  const hardware: Mutable<HardwareTrips> = { shortCircuitLatched: false, dischargeAlert: false, chargeAlert: false };
  const sample: Mutable<Sample> = {
    whole: false,
    cells,
    current,
    temperatures,
    supply,
    hardware,
    chargerPresent: false,
  };

  const cellSampling = createCellSampling(ports.cellMonitor, cells);
  const currentSampling = createCurrentSampling(ports.shuntMonitor, current);
  const temperatureSampling = createTemperatureSampling(ports.thermometers, temperatures);
  const supplySampling = createSupplySampling(ports, supply, hardware);

  function configure(values: Readonly<SettingValues>, scale: PackScale): void {
    cellSampling.configure(values.cellCount, values.voltageGainPpm, scale);
    currentSampling.configure(values.currentGainPpm, values.currentOffsetMicroamps, scale);
    // Other cells, or cells measured anew: what was known of them does not count any more.
    if (!cells.valid) sample.whole = false;
  }

  function begin(nowMs: number): void {
    age(cells, nowMs, STALE_MS);
    age(current, nowMs, STALE_MS);
    age(temperatures, nowMs, TEMPERATURES_STALE_MS);
    age(supply, nowMs, STALE_MS);
  }

  function readCurrent(nowMs: number): void {
    currentSampling.read(nowMs);
    supplySampling.read(nowMs, current);
    sample.chargerPresent = supplySampling.chargerPresent;
  }

  function readCells(nowMs: number): void {
    cellSampling.scan(nowMs, current);
    if (!cells.fresh) return;
    currentSampling.compareWith(cells);
    if (!sample.whole) {
      sample.whole =
        cells.distrusted === 0 && current.valid && temperatures.valid && temperatures.present !== 0 && supply.valid;
    }
  }

  return {
    sample,
    configure,
    begin,
    readCurrent,
    readCells,
    readTemperatures: temperatureSampling.read,
    forgive: currentSampling.forgive,
  };
}

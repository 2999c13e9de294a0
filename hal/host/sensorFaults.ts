// What ails the simulated sensors and drivers: a plain record that the host's ports read at each call. sim/faults.ts
// writes it; a fresh one is a healthy board.

import { MAXIMUM_CELLS, MAXIMUM_PROBES } from '../../src/model/sample';

export interface SensorFaults {
  cellMonitorSilent: boolean;
  cellMonitorFrozen: boolean;
  /** Chance that one reading of the cell monitor fails, 0..1. */
  cellFrameFailure: number;
  /** Cell whose next reading, and only that, is `spikeMillivolts`; -1 for none. */
  spikeCell: number;
  spikeMillivolts: number;
  /** Anything at all is set in the arrays per cell below: spares the healthy case the look. */
  cellsTouched: boolean;
  /** Added to each cell's reading; the ramp counts from `rampStartMs` of the world. */
  readonly cellOffsetMillivolts: Float64Array;
  readonly cellRampMillivoltsPerSecond: Float64Array;
  readonly cellRampStartMs: Float64Array;
  /** Replaces a cell's reading where `cellOverridden` is 1. */
  readonly cellOverridden: Uint8Array;
  readonly cellOverrideMillivolts: Float64Array;
  /** 1 where the cell is off its sense wires: the channel reads nothing. */
  readonly cellDisconnected: Uint8Array;
  stackSilent: boolean;
  stackOffsetMillivolts: number;
  shuntSilent: boolean;
  shuntFrozen: boolean;
  shuntZero: boolean;
  shuntReversed: boolean;
  shuntOffsetAmps: number;
  thermometersSilent: boolean;
  /** Per probe T1..T3, then the power stage: PROBE_GOOD, PROBE_OPEN or PROBE_SHORTED. */
  readonly probeCondition: Uint8Array;
  readonly probeOverridden: Uint8Array;
  readonly probeOverrideCelsius: Float64Array;
  readonly probeRiseKelvinPerSecond: Float64Array;
  readonly probeRiseStartMs: Float64Array;
  supplySilent: boolean;
  /** V+ as the board sees it; null for the true one. */
  supplyOverrideVolts: number | null;
  /** Outputs whose driver reads back on, or off, whatever is commanded (masks of src/model/outputs). */
  readBackStuckOn: number;
  readBackStuckOff: number;
  driveRefused: boolean;
  latchStuck: boolean;
}

export function createSensorFaults(): SensorFaults {
  const probes = MAXIMUM_PROBES + 1;
  return {
    cellMonitorSilent: false,
    cellMonitorFrozen: false,
    cellFrameFailure: 0,
    spikeCell: -1,
    spikeMillivolts: 0,
    cellsTouched: false,
    cellOffsetMillivolts: new Float64Array(MAXIMUM_CELLS),
    cellRampMillivoltsPerSecond: new Float64Array(MAXIMUM_CELLS),
    cellRampStartMs: new Float64Array(MAXIMUM_CELLS),
    cellOverridden: new Uint8Array(MAXIMUM_CELLS),
    cellOverrideMillivolts: new Float64Array(MAXIMUM_CELLS),
    cellDisconnected: new Uint8Array(MAXIMUM_CELLS),
    stackSilent: false,
    stackOffsetMillivolts: 0,
    shuntSilent: false,
    shuntFrozen: false,
    shuntZero: false,
    shuntReversed: false,
    shuntOffsetAmps: 0,
    thermometersSilent: false,
    probeCondition: new Uint8Array(probes),
    probeOverridden: new Uint8Array(probes),
    probeOverrideCelsius: new Float64Array(probes),
    probeRiseKelvinPerSecond: new Float64Array(probes),
    probeRiseStartMs: new Float64Array(probes),
    supplySilent: false,
    supplyOverrideVolts: null,
    readBackStuckOn: 0,
    readBackStuckOff: 0,
    driveRefused: false,
    latchStuck: false,
  };
}

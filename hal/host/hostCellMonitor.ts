// The cell monitor over the plant's sense taps: gain, offset and noise of domain reference 9.3, whole millivolts, and
// whatever sensorFaults says.

import type { CellMonitor, CellReading } from '../ports/cellMonitor';
import { MAXIMUM_CELLS } from '../../src/model/sample';
import { Random } from '../../sim/world/random';
import type { World } from '../../sim/world/world';
import type { SensorFaults } from './sensorFaults';

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { round } = Math;

const GAIN_ERROR = 0.0003;
const OFFSET_MILLIVOLTS = 1;
const NOISE_MILLIVOLTS = 0.3;
const STACK_GAIN_ERROR = 0.001;
const STACK_NOISE_MILLIVOLTS = 3;
const LOWEST_MILLIVOLTS = -1000;
const HIGHEST_MILLIVOLTS = 6000;

export class HostCellMonitor implements CellMonitor {
  readonly channels = MAXIMUM_CELLS;
  private readonly world: World;
  private readonly faults: SensorFaults;
  private readonly errors: number;
  private readonly chance: Random;
  private readonly failures: Random;
  private readonly perVolt = new Float64Array(MAXIMUM_CELLS);
  private readonly offset = new Float64Array(MAXIMUM_CELLS);
  private readonly stackPerVolt: number;
  private readonly taps: Float64Array;
  /** What the converters hold since the last good conversion. */
  private readonly held = new Int16Array(MAXIMUM_CELLS);
  private heldStack = 0;

  constructor(world: World, faults: SensorFaults, errors: number) {
    const build = new Random(world.seed, 'cell monitor errors');
    this.world = world;
    this.faults = faults;
    this.errors = errors;
    this.chance = new Random(world.seed, 'cell monitor noise');
    this.failures = new Random(world.seed, 'cell monitor failures');
    this.taps = new Float64Array(MAXIMUM_CELLS);
    for (let cell = 0; cell < MAXIMUM_CELLS; cell += 1) {
      this.perVolt[cell] = 1000 * (1 + GAIN_ERROR * errors * build.balanced());
      this.offset[cell] = OFFSET_MILLIVOLTS * errors * build.balanced();
    }
    this.stackPerVolt = 1000 * (1 + STACK_GAIN_ERROR * errors * build.balanced());
  }

  sample(into: CellReading): boolean {
    const { faults, held } = this;
    if (faults.cellMonitorSilent) return false;
    if (faults.cellFrameFailure > 0 && this.failures.unit() < faults.cellFrameFailure) return false;
    if (!faults.cellMonitorFrozen) this.convert();
    into.millivolts.set(held);
    into.stackMillivolts = this.heldStack + faults.stackOffsetMillivolts;
    into.stackValid = !faults.stackSilent;
    const spike = faults.spikeCell;
    if (spike >= 0) {
      into.millivolts[spike] = faults.spikeMillivolts;
      faults.spikeCell = -1;
    }
    return true;
  }

  private convert(): void {
    const { world, taps, held, chance, perVolt, offset } = this;
    const noise = NOISE_MILLIVOLTS * this.errors;
    // A scan does not keep step with the mains: where it falls in the ripple is chance.
    world.readTaps(taps, chance.unit() * 2 * Math.PI);
    const cells = world.cells;
    let sum = 0;
    for (let cell = 0; cell < cells; cell += 1) {
      const volts = taps[cell];
      sum += volts;
      const exact = volts * perVolt[cell] + offset[cell] + noise * chance.normal();
      held[cell] = whole(exact);
    }
    this.heldStack = round(sum * this.stackPerVolt + STACK_NOISE_MILLIVOLTS * this.errors * chance.normal());
    if (this.faults.cellsTouched) this.disturb();
  }

  private disturb(): void {
    const { faults, held, world } = this;
    const nowMs = world.nowMs;
    for (let cell = 0; cell < world.cells; cell += 1) {
      const seconds = (nowMs - faults.cellRampStartMs[cell]) / 1000;
      const ramp = faults.cellRampMillivoltsPerSecond[cell] * seconds;
      let millivolts = held[cell] + faults.cellOffsetMillivolts[cell] + ramp;
      if (faults.cellOverridden[cell] === 1) millivolts = faults.cellOverrideMillivolts[cell];
      if (faults.cellDisconnected[cell] === 1) millivolts = 0;
      held[cell] = whole(millivolts);
    }
  }
}

function whole(millivolts: number): number {
  if (millivolts < LOWEST_MILLIVOLTS) return LOWEST_MILLIVOLTS;
  return millivolts > HIGHEST_MILLIVOLTS ? HIGHEST_MILLIVOLTS : round(millivolts);
}

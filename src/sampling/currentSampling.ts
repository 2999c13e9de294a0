// Current: reads the shunt monitor, applies the calibration, and checks that the cells agree with the sign
// (domain reference 3.6: a step must move the mean cell in its own direction).
// Makes the current group of the Sample.

import type { CurrentReading, ShuntMonitor } from '../../hal/ports/shuntMonitor';
import { divRound, UNITY_PPM } from '../model/arithmetic';
import type { Mutable } from '../model/mutable';
import type { PackScale } from '../model/packScale';
import type { CellGroup, CurrentGroup } from '../model/sample';
import { refresh } from './group';

/** Steps are looked for between means over this many scans (1 s): ripple and sampling skew average out. */
const SCANS_PER_BLOCK = 4;

export interface CurrentSampling {
  readonly group: CurrentGroup;
  configure(gainPpm: number, offsetMicroamps: number, scale: PackScale): void;
  read(nowMs: number): void;
  /** Called after each cell scan. */
  compareWith(cells: CellGroup): void;
  /** The user has mended what the contradictions showed. */
  forgive(): void;
}

export function createCurrentSampling(monitor: ShuntMonitor, group: Mutable<CurrentGroup>): CurrentSampling {
  return new Current(monitor, group);
}

class Current implements CurrentSampling {
  readonly group: Mutable<CurrentGroup>;
  private readonly monitor: ShuntMonitor;
  private readonly reading: CurrentReading = { microamps: 0, timeUs: 0 };
  private gain = UNITY_PPM;
  private offset = 0;
  private stepMilliamps = 0;
  private scans = 0;
  private blockMilliamps = 0;
  private blockMillivolts = 0;
  private previousKnown = false;
  private previousMilliamps = 0;
  private previousMillivolts = 0;

  constructor(monitor: ShuntMonitor, group: Mutable<CurrentGroup>) {
    this.monitor = monitor;
    this.group = group;
  }

  configure(gainPpm: number, offsetMicroamps: number, scale: PackScale): void {
    this.gain = gainPpm;
    this.offset = offsetMicroamps;
    this.stepMilliamps = scale.stepMilliamps;
    this.forget();
  }

  read(nowMs: number): void {
    const reading = this.reading;
    if (!this.monitor.sample(reading)) return;
    const group = this.group;
    const gain = this.gain;
    const raw = reading.microamps;
    const microamps = (gain === UNITY_PPM ? raw : divRound(raw * gain, UNITY_PPM)) + this.offset;
    group.microamps = microamps;
    group.milliamps = divRound(microamps, 1_000);
    group.timeUs = reading.timeUs;
    refresh(group, nowMs);
  }

  compareWith(cells: CellGroup): void {
    const group = this.group;
    if (!group.valid || !cells.valid || cells.distrusted !== 0) {
      this.forget();
      return;
    }
    this.blockMilliamps += group.milliamps;
    this.blockMillivolts += cells.sumMillivolts;
    this.scans += 1;
    if (this.scans === SCANS_PER_BLOCK) this.endBlock(cells.count);
  }

  forgive(): void {
    this.group.contradictions = 0;
    this.forget();
  }

  private forget(): void {
    this.scans = 0;
    this.blockMilliamps = 0;
    this.blockMillivolts = 0;
    this.previousKnown = false;
  }

  private endBlock(cellCount: number): void {
    const { blockMilliamps, blockMillivolts } = this;
    if (this.previousKnown) {
      this.judge(blockMilliamps - this.previousMilliamps, blockMillivolts - this.previousMillivolts, cellCount);
    }
    this.previousKnown = true;
    this.previousMilliamps = blockMilliamps;
    this.previousMillivolts = blockMillivolts;
    this.scans = 0;
    this.blockMilliamps = 0;
    this.blockMillivolts = 0;
  }

  /** Both steps are sums over a block. Less than 1 mV per cell and scan says nothing either way. */
  private judge(milliampsStep: number, millivoltsStep: number, cellCount: number): void {
    const least = this.stepMilliamps * SCANS_PER_BLOCK;
    if (milliampsStep < least && milliampsStep > -least) return;
    const noise = cellCount * SCANS_PER_BLOCK;
    const along = milliampsStep > 0 ? millivoltsStep : -millivoltsStep;
    if (along > noise) this.group.contradictions = 0;
    else if (along < -noise) this.group.contradictions += 1;
  }
}

// Cells: reads the front end, and judges every reading before anybody else sees it (domain reference 3.6).
// Makes the cell group of the Sample. A reading that cannot be believed stays visible, so that it can trip a rule, but
// its cell is marked: doubtful for this scan, distrusted until it has behaved for a while.

import type { CellMonitor, CellReading } from '../../hal/ports/cellMonitor';
import { divRound, UNITY_PPM } from '../model/arithmetic';
import type { Mutable } from '../model/mutable';
import type { PackScale } from '../model/packScale';
import { MAXIMUM_CELLS, type CellGroup, type CurrentGroup } from '../model/sample';
import { createCellFall } from './cellFall';
import { refresh } from './group';

/** A cell cannot change by more than this from scan to scan while the current stays. */
const JUMP_MILLIVOLTS = 300;
const HIGHEST_PLAUSIBLE_MILLIVOLTS = 5_000;
/** Below this no cell is connected. */
const CONNECTED_MILLIVOLTS = 500;
/** Each bad reading adds this much distrust, each good one takes 1 away: alternating readings never earn trust. */
const DISTRUST_PER_BAD_READING = 2;
/** Bad for so long (12 scans, 3 s) that protection has long tripped: a steady new level may become the reference. */
const DISTRUST_TO_REBASE = 24;
const DISTRUST_AFTER_REBASE = 4;
/** The current must move by this much for identical scans to mean a frozen front end. */
const FROZEN_MILLIAMPS = 5_000;

export interface CellSampling {
  readonly group: CellGroup;
  configure(cellCount: number, gainPpm: number, scale: PackScale): void;
  /** One scan; `current` is the reading that belongs to it. */
  scan(nowMs: number, current: CurrentGroup): void;
}

export function createCellSampling(monitor: CellMonitor, group: Mutable<CellGroup>): CellSampling {
  return new Cells(monitor, group);
}

function emptyReading(channels: number): CellReading {
  return { millivolts: new Int16Array(channels), stackMillivolts: 0, stackValid: false };
}

function inRange(millivolts: number): boolean {
  return millivolts >= 0 && millivolts <= HIGHEST_PLAUSIBLE_MILLIVOLTS;
}

function near(millivolts: number, reference: number): boolean {
  return millivolts - reference <= JUMP_MILLIVOLTS && reference - millivolts <= JUMP_MILLIVOLTS;
}

class Cells implements CellSampling {
  readonly group: Mutable<CellGroup>;
  private readonly monitor: CellMonitor;
  /** The reading before and the one to be filled: they change places, so that nothing is copied. */
  private before: CellReading;
  private next: CellReading;
  private readonly fall = createCellFall();
  private readonly trustedMillivolts = new Int16Array(MAXIMUM_CELLS);
  private readonly distrust = new Uint8Array(MAXIMUM_CELLS);
  private gain = UNITY_PPM;
  private jumpMilliamps = 0;
  private lowMilliamps = 0;
  private scanned = false;
  private countSettled = false;
  private milliampsAtScan = 0;
  private milliampsTwoScansAgo = 0;
  private frozenRun = 0;
  private frozenLeast = 0;
  private frozenMost = 0;

  constructor(monitor: CellMonitor, group: Mutable<CellGroup>) {
    this.monitor = monitor;
    this.group = group;
    this.before = emptyReading(monitor.channels);
    this.next = emptyReading(monitor.channels);
    group.millivolts = this.before.millivolts;
  }

  configure(cellCount: number, gainPpm: number, scale: PackScale): void {
    const { group } = this;
    // A gain shifts every reading at once, and another count means other cells: neither is a jump of a cell.
    if (cellCount !== group.count || gainPpm !== this.gain) {
      this.scanned = false;
      this.countSettled = false;
      this.distrust.fill(0);
      group.doubtful = 0;
      group.distrusted = 0;
      group.valid = false;
      this.fall.watch(0, false);
    }
    group.count = cellCount;
    this.gain = gainPpm;
    this.jumpMilliamps = scale.jumpMilliamps;
    this.lowMilliamps = scale.lowMilliamps;
  }

  scan(nowMs: number, current: CurrentGroup): void {
    const { next, group } = this;
    if (!this.monitor.sample(next)) return;
    if (!this.countSettled) this.detect(next);
    if (this.gain !== UNITY_PPM) this.calibrate(next);

    const raw = next.millivolts;
    const before = this.before.millivolts;
    const count = group.count;
    let identical = this.scanned;
    let jumped = false;
    let lowest = raw[0];
    let highest = lowest;
    let lowestCell = 0;
    let highestCell = 0;
    let sum = 0;
    // The hot loop of the firmware: two reads a cell, and only what nearly every reading needs. The rest is `judge`.
    for (let cell = 0; cell < count; cell += 1) {
      const millivolts = raw[cell];
      sum += millivolts;
      if (millivolts < lowest) {
        lowest = millivolts;
        lowestCell = cell;
      } else if (millivolts > highest) {
        highest = millivolts;
        highestCell = cell;
      }
      const step = millivolts - before[cell];
      if (step !== 0) {
        identical = false;
        if (step > JUMP_MILLIVOLTS || step < -JUMP_MILLIVOLTS) jumped = true;
      }
    }
    const milliamps = current.valid ? current.milliamps : this.milliampsAtScan;
    group.doubtful =
      jumped || group.distrusted !== 0 || lowest < 0 || highest > HIGHEST_PLAUSIBLE_MILLIVOLTS
        ? this.judge(raw, before, milliamps)
        : 0;
    group.millivolts = raw;
    group.lowestMillivolts = lowest;
    group.highestMillivolts = highest;
    group.lowestCell = lowestCell;
    group.highestCell = highestCell;
    group.sumMillivolts = sum;
    group.stackMillivolts = next.stackMillivolts;
    group.stackValid = next.stackValid;
    this.watchFrozen(identical || (lowest === highest && count > 3), milliamps);
    this.watchFall(current, milliamps);
    this.milliampsTwoScansAgo = this.milliampsAtScan;
    this.milliampsAtScan = milliamps;
    this.scanned = true;
    this.next = this.before;
    this.before = next;
    refresh(group, nowMs);
  }

  /** How many channels carry a cell: the whole front end is looked at, also above the configured count. */
  private detect(reading: CellReading): void {
    let detected = 0;
    for (let channel = 0; channel < this.monitor.channels; channel += 1) {
      if (reading.millivolts[channel] >= CONNECTED_MILLIVOLTS) detected += 1;
    }
    this.group.detected = detected;
    this.countSettled = detected === this.group.count;
  }

  /** The front end measures cells and stack against one reference, so one gain corrects both. */
  private calibrate(reading: CellReading): void {
    const { millivolts } = reading;
    for (let cell = 0; cell < this.group.count; cell += 1) {
      millivolts[cell] = divRound(millivolts[cell] * this.gain, UNITY_PPM);
    }
    reading.stackMillivolts = divRound(reading.stackMillivolts * this.gain, UNITY_PPM);
  }

  /** Something stands out, or a cell is distrusted already. The mask of the readings that are not to be believed. */
  private judge(raw: Int16Array, before: Int16Array, milliamps: number): number {
    const { group } = this;
    const currentMoved =
      this.differs(milliamps, this.milliampsAtScan) || this.differs(milliamps, this.milliampsTwoScansAgo);
    let doubtful = 0;
    let distrusted = 0;
    for (let cell = 0; cell < group.count; cell += 1) {
      if (this.doubt(cell, raw[cell], before[cell], currentMoved)) doubtful |= 1 << cell;
      if (this.distrust[cell] !== 0) distrusted |= 1 << cell;
    }
    group.distrusted = distrusted;
    return doubtful;
  }

  private doubt(cell: number, millivolts: number, before: number, currentMoved: boolean): boolean {
    const { distrust, trustedMillivolts } = this;
    if (distrust[cell] === 0) {
      if (inRange(millivolts) && (currentMoved || !this.scanned || near(millivolts, before))) return false;
      trustedMillivolts[cell] = this.scanned ? before : millivolts;
    } else if (currentMoved && distrust[cell] === DISTRUST_PER_BAD_READING && near(millivolts, before)) {
      // The current is a mean over 50 ms, the cell an instant: a step just before a scan shows in the current one later.
      trustedMillivolts[cell] = millivolts;
    }
    if (inRange(millivolts) && near(millivolts, trustedMillivolts[cell])) {
      trustedMillivolts[cell] = millivolts;
      distrust[cell] -= 1;
      return false;
    }
    this.group.rejected += 1;
    if (distrust[cell] < DISTRUST_TO_REBASE) distrust[cell] += DISTRUST_PER_BAD_READING;
    else if (inRange(millivolts) && near(millivolts, before)) {
      trustedMillivolts[cell] = millivolts;
      distrust[cell] = DISTRUST_AFTER_REBASE;
    }
    return true;
  }

  private differs(milliamps: number, reference: number): boolean {
    return milliamps - reference > this.jumpMilliamps || reference - milliamps > this.jumpMilliamps;
  }

  /** Identical scans in a row mean something only once the current has moved meanwhile. */
  private watchFrozen(identical: boolean, milliamps: number): void {
    if (!identical) {
      if (this.frozenRun === 0) return;
      this.frozenRun = 0;
      this.group.frozenScans = 0;
      return;
    }
    if (this.frozenRun === 0) {
      this.frozenLeast = milliamps;
      this.frozenMost = milliamps;
    }
    this.frozenRun += 1;
    if (milliamps < this.frozenLeast) this.frozenLeast = milliamps;
    if (milliamps > this.frozenMost) this.frozenMost = milliamps;
    if (this.frozenMost - this.frozenLeast > FROZEN_MILLIAMPS) this.group.frozenScans = this.frozenRun;
  }

  private watchFall(current: CurrentGroup, milliamps: number): void {
    const { group, lowMilliamps } = this;
    const atRest = current.valid && group.doubtful === 0 && milliamps < lowMilliamps && milliamps > -lowMilliamps;
    group.fallMillivolts = this.fall.watch(group.lowestMillivolts, atRest);
  }
}

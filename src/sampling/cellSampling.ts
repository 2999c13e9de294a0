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
  const reading: CellReading = {
    millivolts: new Int16Array(monitor.channels),
    stackMillivolts: 0,
    stackValid: false,
  };
  const fall = createCellFall();
  const trustedMillivolts = new Int16Array(MAXIMUM_CELLS);
  const distrust = new Uint8Array(MAXIMUM_CELLS);
  let gain = UNITY_PPM;
  let jumpMilliamps = 0;
  let lowMilliamps = 0;
  let scanned = false;
  let countSettled = false;
  let milliampsAtScan = 0;
  let milliampsTwoScansAgo = 0;
  let frozenRun = 0;
  let frozenLeast = 0;
  let frozenMost = 0;

  function configure(cellCount: number, gainPpm: number, scale: PackScale): void {
    // A gain shifts every reading at once, and another count means other cells: neither is a jump of a cell.
    if (cellCount !== group.count || gainPpm !== gain) {
      scanned = false;
      countSettled = false;
      distrust.fill(0);
      group.doubtful = 0;
      group.distrusted = 0;
      group.valid = false;
      fall.watch(0, false);
    }
    group.count = cellCount;
    gain = gainPpm;
    jumpMilliamps = scale.jumpMilliamps;
    lowMilliamps = scale.lowMilliamps;
  }

  /** How many channels carry a cell: the whole front end is looked at, also above the configured count. */
  function detect(): void {
    let detected = 0;
    for (let channel = 0; channel < monitor.channels; channel += 1) {
      if (reading.millivolts[channel] >= CONNECTED_MILLIVOLTS) detected += 1;
    }
    group.detected = detected;
    countSettled = detected === group.count;
  }

  function calibrated(millivolts: number): number {
    return gain === UNITY_PPM ? millivolts : divRound(millivolts * gain, UNITY_PPM);
  }

  function inRange(millivolts: number): boolean {
    return millivolts >= 0 && millivolts <= HIGHEST_PLAUSIBLE_MILLIVOLTS;
  }

  function differs(milliamps: number, reference: number): boolean {
    return milliamps - reference > jumpMilliamps || reference - milliamps > jumpMilliamps;
  }

  function near(millivolts: number, reference: number): boolean {
    return millivolts - reference <= JUMP_MILLIVOLTS && reference - millivolts <= JUMP_MILLIVOLTS;
  }

  /** A reading that stands out, or of a cell already distrusted. True when the reading is not to be believed. */
  function doubt(cell: number, millivolts: number, before: number, currentMoved: boolean): boolean {
    if (distrust[cell] === 0) {
      if (inRange(millivolts) && (currentMoved || !scanned || near(millivolts, before))) return false;
      trustedMillivolts[cell] = scanned ? before : millivolts;
    } else if (currentMoved && distrust[cell] === DISTRUST_PER_BAD_READING && near(millivolts, before)) {
      // The current is a mean over 50 ms, the cell an instant: a step just before a scan shows in the current one later.
      trustedMillivolts[cell] = millivolts;
    }
    if (inRange(millivolts) && near(millivolts, trustedMillivolts[cell])) {
      trustedMillivolts[cell] = millivolts;
      distrust[cell] -= 1;
      return false;
    }
    group.rejected += 1;
    if (distrust[cell] < DISTRUST_TO_REBASE) distrust[cell] += DISTRUST_PER_BAD_READING;
    else if (inRange(millivolts) && near(millivolts, before)) {
      trustedMillivolts[cell] = millivolts;
      distrust[cell] = DISTRUST_AFTER_REBASE;
    }
    return true;
  }

  /** Identical scans in a row mean something only once the current has moved meanwhile. */
  function watchFrozen(identical: boolean, milliamps: number): void {
    if (!identical) {
      if (frozenRun === 0) return;
      frozenRun = 0;
      group.frozenScans = 0;
      return;
    }
    if (frozenRun === 0) {
      frozenLeast = milliamps;
      frozenMost = milliamps;
    }
    frozenRun += 1;
    if (milliamps < frozenLeast) frozenLeast = milliamps;
    if (milliamps > frozenMost) frozenMost = milliamps;
    if (frozenMost - frozenLeast > FROZEN_MILLIAMPS) group.frozenScans = frozenRun;
  }

  function scan(nowMs: number, current: CurrentGroup): void {
    if (!monitor.sample(reading)) return;
    if (!countSettled) detect();

    const raw = reading.millivolts;
    const cells = group.millivolts;
    const count = group.count;
    const milliamps = current.valid ? current.milliamps : milliampsAtScan;
    const currentMoved = differs(milliamps, milliampsAtScan) || differs(milliamps, milliampsTwoScansAgo);
    let identical = true;
    let doubtful = 0;
    let lowest = 0x7fff;
    let highest = -0x8000;
    let lowestCell = 0;
    let highestCell = 0;
    let sum = 0;
    for (let cell = 0; cell < count; cell += 1) {
      const millivolts = calibrated(raw[cell]);
      const before = cells[cell];
      if (millivolts !== before) {
        identical = false;
        cells[cell] = millivolts;
      }
      if (millivolts < lowest) {
        lowest = millivolts;
        lowestCell = cell;
      }
      if (millivolts > highest) {
        highest = millivolts;
        highestCell = cell;
      }
      sum += millivolts;
      const step = millivolts - before;
      if (
        (step > JUMP_MILLIVOLTS ||
          step < -JUMP_MILLIVOLTS ||
          millivolts < 0 ||
          millivolts > HIGHEST_PLAUSIBLE_MILLIVOLTS ||
          (group.distrusted & (1 << cell)) !== 0) &&
        doubt(cell, millivolts, before, currentMoved)
      ) {
        doubtful |= 1 << cell;
      }
    }
    if ((doubtful | group.distrusted) !== 0) markDistrusted(count);
    group.doubtful = doubtful;
    group.lowestMillivolts = lowest;
    group.highestMillivolts = highest;
    group.lowestCell = lowestCell;
    group.highestCell = highestCell;
    group.sumMillivolts = sum;
    // The front end measures cells and stack against one reference, so one gain corrects both.
    group.stackMillivolts = calibrated(reading.stackMillivolts);
    group.stackValid = reading.stackValid;
    watchFrozen((identical && scanned) || (lowest === highest && count > 3), milliamps);
    group.fallMillivolts = fall.watch(
      lowest,
      current.valid && doubtful === 0 && milliamps < lowMilliamps && milliamps > -lowMilliamps,
    );
    milliampsTwoScansAgo = milliampsAtScan;
    milliampsAtScan = milliamps;
    scanned = true;
    refresh(group, nowMs);
  }

  function markDistrusted(count: number): void {
    let distrusted = 0;
    for (let cell = 0; cell < count; cell += 1) if (distrust[cell] !== 0) distrusted |= 1 << cell;
    group.distrusted = distrusted;
  }

  return { group, configure, scan };
}

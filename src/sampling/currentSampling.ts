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
  const reading: CurrentReading = { microamps: 0, timeUs: 0 };
  let gain = UNITY_PPM;
  let offset = 0;
  let stepMilliamps = 0;
  let scans = 0;
  let blockMilliamps = 0;
  let blockMillivolts = 0;
  let previousKnown = false;
  let previousMilliamps = 0;
  let previousMillivolts = 0;

  function configure(gainPpm: number, offsetMicroamps: number, scale: PackScale): void {
    gain = gainPpm;
    offset = offsetMicroamps;
    stepMilliamps = scale.stepMilliamps;
    forget();
  }

  function forget(): void {
    scans = 0;
    blockMilliamps = 0;
    blockMillivolts = 0;
    previousKnown = false;
  }

  function read(nowMs: number): void {
    if (!monitor.sample(reading)) return;
    const raw = reading.microamps;
    const microamps = (gain === UNITY_PPM ? raw : divRound(raw * gain, UNITY_PPM)) + offset;
    group.microamps = microamps;
    group.milliamps = divRound(microamps, 1_000);
    group.timeUs = reading.timeUs;
    refresh(group, nowMs);
  }

  function compareWith(cells: CellGroup): void {
    if (!group.valid || !cells.valid || cells.distrusted !== 0) {
      forget();
      return;
    }
    blockMilliamps += group.milliamps;
    blockMillivolts += cells.sumMillivolts;
    scans += 1;
    if (scans < SCANS_PER_BLOCK) return;
    if (previousKnown) judge(blockMilliamps - previousMilliamps, blockMillivolts - previousMillivolts, cells.count);
    previousKnown = true;
    previousMilliamps = blockMilliamps;
    previousMillivolts = blockMillivolts;
    scans = 0;
    blockMilliamps = 0;
    blockMillivolts = 0;
  }

  /** Both steps are sums over a block. Less than 1 mV per cell and scan says nothing either way. */
  function judge(milliampsStep: number, millivoltsStep: number, cellCount: number): void {
    const least = stepMilliamps * SCANS_PER_BLOCK;
    if (milliampsStep < least && milliampsStep > -least) return;
    const noise = cellCount * SCANS_PER_BLOCK;
    const along = milliampsStep > 0 ? millivoltsStep : -millivoltsStep;
    if (along > noise) group.contradictions = 0;
    else if (along < -noise) group.contradictions += 1;
  }

  function forgive(): void {
    group.contradictions = 0;
    forget();
  }

  return { group, configure, read, compareWith, forgive };
}

// A firmware on a test bench: every port is a plain value that the test turns, and time passes only when it says so.
// No physics and no Node: the same tests run on XS.

import { simulated } from '../../hal/boards/simulated';
import type { Board } from '../../hal/ports/board';
import type { Ports } from '../../hal/ports/ports';
import { POWER_ON, type Restart } from '../../hal/ports/restart';
import { createBms, BASE_PERIOD_MS, type Bms } from '../../src/bms';
import { ruleNumber, type Fault } from '../../protection/rules';
import { ALERT, TRIPPED } from '../../src/model/verdict';
import { createSettings, type Settings } from '../../src/settings/store';

const DITHERING_CELL = 5;

export interface Knobs {
  nowMs: number;
  readonly cellMillivolts: number[];
  cellsAnswer: boolean;
  /** Readings stand still; otherwise one cell dithers by 1 mV, as every real front end does. */
  cellsFrozen: boolean;
  /** Added to the sum of the cells; undefined: the board measures no stack. */
  stackErrorMillivolts: number | undefined;
  milliamps: number;
  currentAnswers: boolean;
  alerts: number;
  readonly probeDeciCelsius: number[];
  readonly probeCondition: number[];
  temperaturesAnswer: boolean;
  supplyMillivolts: number;
  coilMillivolts: number;
  supplyAnswers: boolean;
  latched: boolean;
  latchLetsGo: boolean;
  charger: boolean;
  /** Drivers that read back on, or off, whatever they are told. */
  stuckOn: number;
  stuckOff: number;
}

export interface Rig {
  readonly knobs: Knobs;
  readonly bms: Bms;
  readonly settings: Settings;
  /** What the firmware drives now. */
  readonly driven: number;
  readonly beats: number;
  /** Ticks until `ms` have passed. */
  run(ms: number): void;
  /** Ticks until the condition holds; the milliseconds that took, or -1 when it did not within `limitMs`. */
  until(condition: () => boolean, limitMs: number): number;
  setCells(millivolts: number): void;
  tripped(fault: Fault): boolean;
  alerting(fault: Fault): boolean;
  on(outputs: number): boolean;
}

export interface RigOptions {
  readonly cells?: number;
  readonly chemistry?: 'lfp' | 'nmc' | 'lto';
  readonly cellMillivolts?: number;
  readonly board?: Partial<Board>;
  readonly settings?: Readonly<Record<string, number>>;
  readonly factory?: boolean;
  readonly startMs?: number;
  readonly ports?: (ports: Ports) => Ports;
  readonly restart?: Restart;
}

export function createRig(options: RigOptions = {}): Rig {
  const cells = options.cells ?? 16;
  const board: Board = { ...simulated, ...options.board };
  const knobs: Knobs = {
    nowMs: options.startMs ?? 0,
    cellMillivolts: new Array<number>(cells).fill(options.cellMillivolts ?? 3_300),
    cellsAnswer: true,
    cellsFrozen: false,
    stackErrorMillivolts: 0,
    milliamps: 0,
    currentAnswers: true,
    alerts: 0,
    probeDeciCelsius: [250, 250, 250, 300],
    probeCondition: [0, 0, 0, 0],
    temperaturesAnswer: true,
    supplyMillivolts: 52_000,
    coilMillivolts: 12_000,
    supplyAnswers: true,
    latched: false,
    latchLetsGo: true,
    charger: false,
    stuckOn: 0,
    stuckOff: 0,
  };
  let driven = 0;
  let beats = 0;
  let scans = 0;
  const plain: Ports = {
    clock: {
      milliseconds: () => knobs.nowMs | 0,
      microseconds: () => (knobs.nowMs * 1_000) | 0,
      since: (startMs) => (knobs.nowMs - startMs) | 0,
    },
    cellMonitor: {
      channels: board.maximumCells,
      sample(into) {
        if (!knobs.cellsAnswer) return false;
        into.millivolts.fill(0);
        knobs.cellMillivolts.forEach((millivolts, cell) => (into.millivolts[cell] = millivolts));
        scans += 1;
        if (!knobs.cellsFrozen) into.millivolts[DITHERING_CELL] += scans & 1;
        into.stackValid = knobs.stackErrorMillivolts !== undefined;
        into.stackMillivolts =
          knobs.cellMillivolts.reduce((sum, millivolts) => sum + millivolts, 0) + (knobs.stackErrorMillivolts ?? 0);
        return true;
      },
    },
    shuntMonitor: {
      sample(into) {
        if (!knobs.currentAnswers) return false;
        into.microamps = knobs.milliamps * 1_000;
        into.timeUs = (knobs.nowMs * 1_000) | 0;
        return true;
      },
      alerts: () => knobs.alerts,
      clearAlerts() {
        knobs.alerts = 0;
        return true;
      },
    },
    thermometers: {
      probes: 3,
      sample(into) {
        if (!knobs.temperaturesAnswer) return false;
        knobs.probeDeciCelsius.forEach((deciCelsius, probe) => (into.deciCelsius[probe] = deciCelsius));
        knobs.probeCondition.forEach((condition, probe) => (into.condition[probe] = condition));
        return true;
      },
    },
    supplyMonitor: {
      sample(into) {
        into.millivolts = knobs.supplyMillivolts;
        into.coilMillivolts = knobs.coilMillivolts;
        return knobs.supplyAnswers;
      },
    },
    shortCircuitLatch: {
      latched: () => knobs.latched,
      reset() {
        if (knobs.latchLetsGo) knobs.latched = false;
        return knobs.latchLetsGo;
      },
    },
    switches: {
      drive(outputs) {
        driven = outputs;
        return true;
      },
      readBack: () => (driven | knobs.stuckOn) & ~knobs.stuckOff,
    },
    signals: { chargerDetected: () => knobs.charger, accessoryOn: () => false },
    heartbeat: {
      beat() {
        beats += 1;
      },
    },
    restart: options.restart ?? { reason: POWER_ON, detail: 0 },
  };
  const settings = createSettings(board);
  if (options.factory !== true) {
    const refusal =
      settings.write({ cellCount: cells, capacityMilliampHours: 100_000 }, 'operate') ??
      settings.applyPreset(options.chemistry ?? 'lfp', 'safe') ??
      settings.write({ chargeSwitch: 1, dischargeSwitch: 1, ...options.settings }, 'operate');
    if (refusal !== undefined) throw new Error(refusal.message);
  }
  const bms = createBms(options.ports?.(plain) ?? plain, board, settings);

  function run(ms: number): void {
    for (let passed = 0; passed < ms; passed += BASE_PERIOD_MS) {
      bms.tick();
      knobs.nowMs += BASE_PERIOD_MS;
    }
  }

  function until(condition: () => boolean, limitMs: number): number {
    for (let passed = 0; passed <= limitMs; passed += BASE_PERIOD_MS) {
      bms.tick();
      if (condition()) return passed;
      knobs.nowMs += BASE_PERIOD_MS;
    }
    return -1;
  }

  return {
    knobs,
    bms,
    settings,
    get driven() {
      return driven;
    },
    get beats() {
      return beats;
    },
    run,
    until,
    setCells: (millivolts) => knobs.cellMillivolts.fill(millivolts),
    tripped: (fault) => bms.facts.verdict.states[ruleNumber[fault]] >= TRIPPED,
    alerting: (fault) => bms.facts.verdict.states[ruleNumber[fault]] === ALERT,
    on: (outputs) => (driven & outputs) === outputs,
  };
}

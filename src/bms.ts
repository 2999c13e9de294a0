// The BMS: the tick, and the parts it runs in the order the data flows:
// cells -> sampling -> estimation -> protection -> actuation.
// Whoever has ports and a board can make one: the device, the simulator, a test.

import type { Board } from '../hal/ports/board';
import type { Ports } from '../hal/ports/ports';
import { sharedLevels } from '../protection/limits';
import { createProtection, type Protection, type ProtectionJournal } from '../protection/engine';
import type { TableRow } from '../protection/rule';
import { rules as everyRule } from '../protection/rules';
import { createActuation, type Actuation } from './actuation/actuation';
import { createEstimation, type Estimation } from './estimation/estimation';
import {
  BOOTED,
  CHANGED_SETTING,
  CLEARED_BY_HAND,
  createEventLog,
  FAILED,
  RELEASED_RULE,
  TRIPPED_RULE,
  type EventLog,
} from './events/eventLog';
import { deepFreeze } from './model/deepFreeze';
import type { Configuration, Facts } from './model/facts';
import type { Mutable } from './model/mutable';
import { packScale } from './model/packScale';
import { elapsed } from './model/time';
import { createUptime, type Uptime } from './model/uptime';
import { createSampling, type Sampling } from './sampling/sampling';
import { findRow } from './settings/rows';
import type { Settings } from './settings/store';

export const BASE_PERIOD_MS = 50;

export interface Bms {
  readonly facts: Facts;
  readonly settings: Settings;
  readonly events: EventLog;
  readonly uptime: Uptime;
  /** Why the firmware stopped itself; undefined while it runs. */
  readonly failure: string | undefined;
  /** To be called every BASE_PERIOD_MS. Never throws. */
  tick(): void;
  /** Milliseconds until the trip of one rule is released by time; 0 where time does not release. */
  releaseInMs(rule: number): number;
  /** The user's release of trips that only a user may release. */
  clearByHand(): void;
  /** States the charge in the pack, as the installer or the store knows it. */
  setRemaining(milliampHours: number): void;
}

export function createBms(ports: Ports, board: Board, settings: Settings, rules: readonly TableRow[] = everyRule): Bms {
  return new Firmware(ports, board, settings, rules);
}

interface Task {
  readonly everyMs: number;
  /** From the start to the first run. */
  readonly afterMs: number;
  run(bms: Firmware, nowMs: number): void;
}

/** The longer periods begin apart, so that no tick carries two of them. */
const schedule = deepFreeze([
  { everyMs: BASE_PERIOD_MS, afterMs: 0, run: senseCurrent },
  { everyMs: 250, afterMs: 0, run: readCells },
  { everyMs: 1_000, afterMs: 100, run: readTemperatures },
  { everyMs: 1_000, afterMs: 150, run: slow },
] satisfies Task[]);

const TASKS = schedule.length;

function senseCurrent({ sampling, estimation, facts }: Firmware, nowMs: number): void {
  sampling.readCurrent(nowMs);
  estimation.integrate(facts.sample);
}

function readCells(bms: Firmware, nowMs: number): void {
  bms.sampling.readCells(nowMs);
}

function readTemperatures(bms: Firmware, nowMs: number): void {
  bms.sampling.readTemperatures(nowMs);
}

function slow({ estimation, protection, facts }: Firmware): void {
  estimation.publish(facts.sample);
  protection.second();
}

class Firmware implements Bms, ProtectionJournal {
  readonly settings: Settings;
  readonly events = createEventLog();
  readonly uptime: Uptime;
  readonly facts: Facts;
  failure: string | undefined;
  readonly sampling: Sampling;
  readonly estimation: Estimation;
  readonly protection: Protection;
  private readonly ports: Ports;
  private readonly configuration: Mutable<Configuration>;
  private readonly actuation: Actuation;
  private appliedGeneration: number | undefined;
  /** When each task of the schedule is due next. */
  private readonly dueMs: number[];

  constructor(ports: Ports, board: Board, settings: Settings, rules: readonly TableRow[]) {
    const { values } = settings;
    const startMs = ports.clock.milliseconds();
    this.ports = ports;
    this.settings = settings;
    this.uptime = createUptime(startMs);
    this.sampling = createSampling(ports);
    this.estimation = createEstimation(board.ownMilliwatts);
    this.protection = createProtection(rules, this);
    this.actuation = createActuation(ports, board, values);
    this.configuration = {
      intact: settings.intact,
      commissioned: false,
      cellCount: 0,
      scale: packScale(0),
      ...sharedLevels(values),
    };
    this.facts = {
      configuration: this.configuration,
      sample: this.sampling.sample,
      estimate: this.estimation.estimate,
      verdict: this.protection.verdict,
      switching: this.actuation.switching,
    };
    this.dueMs = schedule.map(({ afterMs }) => (startMs + afterMs) | 0);
    // What was chosen before this start is where the log begins, not news.
    settings.takeUnrecorded();
    this.configure();
    this.note(BOOTED, ports.restart.reason, ports.restart.detail);
  }

  tick(): void {
    if (this.failure !== undefined) return;
    try {
      const nowMs = this.ports.clock.milliseconds();
      if (this.settings.generation !== this.appliedGeneration) this.configure();
      this.uptime.advance(nowMs);
      this.sampling.begin(nowMs);
      for (let task = 0; task < TASKS; task += 1) {
        const lateMs = elapsed(this.dueMs[task], nowMs);
        if (lateMs >= 0) this.run(schedule[task], task, lateMs, nowMs);
      }
      this.protection.decide(this.facts, nowMs);
      this.actuation.drive(this.facts, nowMs);
      this.ports.heartbeat.beat();
    } catch (error) {
      this.fail(error);
    }
  }

  /** What is late runs once and keeps its place within the period: after a stall there is nothing to catch up with. */
  private run(row: Task, task: number, lateMs: number, nowMs: number): void {
    const everyMs = row.everyMs;
    this.dueMs[task] = (nowMs + everyMs - (lateMs % everyMs)) | 0;
    row.run(this, nowMs);
  }

  private configure(): void {
    const { settings, configuration } = this;
    const { values } = settings;
    this.appliedGeneration = settings.generation;
    this.noteChanges();
    configuration.intact = settings.intact;
    configuration.commissioned = values.chemistry !== 0;
    configuration.cellCount = values.cellCount;
    configuration.scale = packScale(values.capacityMilliampHours);
    Object.assign(configuration, sharedLevels(values));
    this.sampling.configure(values, configuration.scale);
    this.estimation.configure(values.capacityMilliampHours);
    this.protection.configure(values);
    this.actuation.configure(values);
  }

  private noteChanges(): void {
    for (const change of this.settings.takeUnrecorded()) {
      const row = findRow(change.key);
      if (row !== undefined) this.note(CHANGED_SETTING, row.id, Number(change.after), Number(change.before));
    }
  }

  /** We are wrong: everything off, and no heartbeat any more, so that hardware takes the coil supply away as well. */
  private fail(error: unknown): void {
    this.failure = error instanceof Error ? error.message : String(error);
    this.note(FAILED, 0, 0);
    try {
      this.actuation.openEverything();
    } catch {
      // The drivers themselves are what is wrong: the coil supply drops out without the heartbeat.
    }
  }

  private note(kind: number, subject: number, value: number, before = 0): void {
    const { uptime } = this;
    this.events.write(kind, subject, value, before, this.facts, uptime.seconds, uptime.milliseconds);
  }

  tripped(rule: number, value: number): void {
    this.note(TRIPPED_RULE, rule, value);
  }

  released(rule: number): void {
    this.note(RELEASED_RULE, rule, 0);
  }

  releaseInMs(rule: number): number {
    return this.protection.releaseInMs(rule);
  }

  clearByHand(): void {
    this.note(CLEARED_BY_HAND, 0, 0);
    this.sampling.forgive();
    this.protection.clearByHand();
  }

  setRemaining(milliampHours: number): void {
    this.estimation.setRemaining(milliampHours);
  }
}

// The BMS: the tick, and the parts it runs in the order the data flows:
// cells -> sampling -> estimation -> protection -> actuation.
// Whoever has ports and a board can make one: the device, the simulator, a test.

import type { Board } from '../hal/ports/board';
import type { Ports } from '../hal/ports/ports';
import { sharedLevels } from '../protection/limits';
import { createProtection } from '../protection/engine';
import type { TableRow } from '../protection/rule';
import { rules as everyRule } from '../protection/rules';
import { createActuation } from './actuation/actuation';
import { createEstimation } from './estimation/estimation';
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
import type { Configuration, Facts } from './model/facts';
import type { Mutable } from './model/mutable';
import { packScale } from './model/packScale';
import { elapsed } from './model/time';
import { createUptime, type Uptime } from './model/uptime';
import { createSampling } from './sampling/sampling';
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

interface Task {
  readonly everyMs: number;
  readonly run: (nowMs: number) => void;
  lastMs: number;
}

export function createBms(ports: Ports, board: Board, settings: Settings, rules: readonly TableRow[] = everyRule): Bms {
  const startMs = ports.clock.milliseconds();
  const uptime = createUptime(startMs);
  const events = createEventLog();
  const sampling = createSampling(ports);
  const estimation = createEstimation(board.ownMilliwatts);
  const protection = createProtection(rules, {
    tripped: (rule, value) => note(TRIPPED_RULE, rule, value),
    released: (rule) => note(RELEASED_RULE, rule, 0),
  });
  const actuation = createActuation(ports, board, settings.values);
  const configuration: Mutable<Configuration> = {
    intact: settings.intact,
    commissioned: false,
    cellCount: 0,
    scale: packScale(0),
    ...sharedLevels(settings.values),
  };
  const { sample } = sampling;
  const facts: Facts = {
    configuration,
    sample,
    estimate: estimation.estimate,
    verdict: protection.verdict,
    switching: actuation.switching,
  };
  let appliedGeneration: number | undefined;
  let failure: string | undefined;

  const schedule: readonly Task[] = [
    { everyMs: BASE_PERIOD_MS, run: senseCurrent, lastMs: startMs - BASE_PERIOD_MS },
    { everyMs: 250, run: sampling.readCells, lastMs: startMs - 250 },
    { everyMs: 1_000, run: sampling.readTemperatures, lastMs: startMs - 1_000 },
    { everyMs: 1_000, run: slow, lastMs: startMs - 1_000 },
  ];

  function senseCurrent(nowMs: number): void {
    sampling.readCurrent(nowMs);
    estimation.integrate(sample);
  }

  function slow(): void {
    estimation.publish(sample);
    protection.second();
  }

  function tick(): void {
    if (failure !== undefined) return;
    try {
      const nowMs = ports.clock.milliseconds();
      if (settings.generation !== appliedGeneration) configure();
      uptime.advance(nowMs);
      sampling.begin(nowMs);
      for (let index = 0; index < schedule.length; index += 1) runIfDue(schedule[index], nowMs);
      protection.decide(facts, nowMs);
      actuation.drive(facts, nowMs);
      ports.heartbeat.beat();
    } catch (error) {
      fail(error);
    }
  }

  function runIfDue(task: Task, nowMs: number): void {
    const lateMs = elapsed(task.lastMs, nowMs) - task.everyMs;
    if (lateMs < 0) return;
    // On time keeps the rhythm; after a stall there is nothing to catch up with.
    task.lastMs = lateMs < task.everyMs ? (task.lastMs + task.everyMs) | 0 : nowMs;
    task.run(nowMs);
  }

  function configure(): void {
    appliedGeneration = settings.generation;
    noteChanges();
    const { values } = settings;
    configuration.intact = settings.intact;
    configuration.commissioned = values.chemistry !== 0;
    configuration.cellCount = values.cellCount;
    configuration.scale = packScale(values.capacityMilliampHours);
    Object.assign(configuration, sharedLevels(values));
    sampling.configure(values, configuration.scale);
    estimation.configure(values.capacityMilliampHours);
    protection.configure(values);
    actuation.configure(values);
  }

  function noteChanges(): void {
    for (const change of settings.takeUnrecorded()) {
      const row = findRow(change.key);
      if (row !== undefined) note(CHANGED_SETTING, row.id, Number(change.after), Number(change.before));
    }
  }

  /** We are wrong: everything off, and no heartbeat any more, so that hardware takes the coil supply away as well. */
  function fail(error: unknown): void {
    failure = error instanceof Error ? error.message : String(error);
    actuation.openEverything();
    note(FAILED, 0, 0);
  }

  function note(kind: number, subject: number, value: number, before = 0): void {
    events.write(kind, subject, value, before, facts, uptime.seconds, uptime.milliseconds);
  }

  function clearByHand(): void {
    note(CLEARED_BY_HAND, 0, 0);
    sampling.forgive();
    protection.clearByHand();
  }

  // What was chosen before this start is where the log begins, not news.
  settings.takeUnrecorded();
  configure();
  note(BOOTED, ports.restart.reason, ports.restart.detail);
  return {
    facts,
    settings,
    events,
    uptime,
    get failure() {
      return failure;
    },
    tick,
    releaseInMs: (rule) => protection.releaseInMs(rule),
    clearByHand,
    setRemaining: estimation.setRemaining,
  };
}

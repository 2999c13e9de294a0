// What the host runs now: one simulation, by itself or under a scenario, with its history; and how it is exchanged for
// another. Server, view and pacer hold the session and ask it anew for the simulation each time.

import { BASE_PERIOD_MS } from '../src/bms';
import { createHistory, type History } from './history';
import { createRun, type Run } from './scenarios/runner';
import type { Scenario } from './scenarios/scenario';
import { createSimulation, type Simulation, type SimulationOptions } from './simulation';
import type { WorldOptions } from './world/world';

/** What a user may choose about the pack. */
export type PackChoice = Pick<WorldOptions, 'cells' | 'chemistry' | 'capacityAmpHours' | 'ambientCelsius' | 'seed'>;

export interface ScenarioStatus {
  readonly id: string;
  readonly done: boolean;
  /** So far; final when `done`. */
  readonly holds: boolean;
  readonly violations: readonly string[];
}

export interface Session {
  readonly simulation: Simulation;
  readonly history: History;
  /** The scenario that was started last; null when the simulation runs by itself. */
  readonly scenario: ScenarioStatus | null;
  step(): void;
  /** Throws SettingRefused where the settings do not suit the pack; what runs then goes on. */
  startScenario(scenario: Scenario, seed?: number): void;
  /** A new pack: what is not chosen is as it was at the start of the program. */
  reset(choice: PackChoice): void;
}

const TICKS_PER_SECOND = 1_000 / BASE_PERIOD_MS;

export function createSession(options: SimulationOptions): Session {
  let run: Run | undefined;
  /** What the runner does beyond the scenario would take the pack out of the user's hands: it is not played. */
  let scenarioTicks = 0;
  /** Why the scenario could not go on: what it wants does not suit the pack it was given. */
  let impossible: string | undefined;
  let simulation = createSimulation(options);
  let history = createHistory(simulation.bms);

  function exchange(next: Simulation, nextRun?: Run): void {
    run = nextRun;
    impossible = undefined;
    simulation = next;
    history = createHistory(next.bms);
  }

  function isOver(under: Run): boolean {
    return under.done || impossible !== undefined || simulation.ticks >= scenarioTicks;
  }

  function status(under: Run): ScenarioStatus {
    const { id, holds, violations } = under.result();
    if (impossible !== undefined) return { id, done: true, holds: false, violations: [...violations, impossible] };
    return { id, done: isOver(under), holds, violations };
  }

  function stepScenario(under: Run): void {
    try {
      under.step();
    } catch (error) {
      impossible = `it stopped: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  return {
    get simulation() {
      return simulation;
    },
    get history() {
      return history;
    },
    get scenario() {
      return run === undefined ? null : status(run);
    },
    step() {
      if (run === undefined || isOver(run)) simulation.step();
      else stepScenario(run);
      if (simulation.ticks % TICKS_PER_SECOND === 0) history.observe(simulation.ticks / TICKS_PER_SECOND);
    },
    startScenario(scenario, seed) {
      const next = createRun(scenario, seed === undefined ? {} : { pack: { seed } });
      scenarioTicks = Math.ceil(scenario.durationSeconds * TICKS_PER_SECOND);
      exchange(next.simulation, next);
    },
    reset(choice) {
      exchange(createSimulation({ ...options, pack: { ...options.pack, ...choice } }));
    },
  };
}

// Runs one scenario: lets things happen at their times, steps the simulation, has the oracle watch every step, looks at
// what is expected, and at the end finds out whether the pack can still be used. Knows no scenario.

import { BASE_PERIOD_MS } from '../../src/bms';
import { createSimulation, type Simulation } from '../simulation';
import type { WorldOptions } from '../world/world';
import { createSampler, judge } from './expectations';
import { createOracle } from './oracle';
import { createRecovery, type Recovery } from './recovery';
import type { Action, Scenario } from './scenario';

export interface RunOverrides {
  /** Ends the scenario earlier (what is expected later is skipped) or lets it go on. */
  readonly durationSeconds?: number;
  readonly pack?: Partial<WorldOptions>;
}

export interface Happening {
  readonly fault: string;
  readonly seconds: number;
}

export interface RunResult {
  readonly id: string;
  readonly holds: boolean;
  readonly violations: readonly string[];
  /** Firmware ticks of the scenario itself, without what it takes to see whether the pack recovers. */
  readonly ticks: number;
  readonly simulatedSeconds: number;
  readonly hash: string;
  readonly trips: readonly Happening[];
  readonly releases: readonly Happening[];
  /** Expectations that were not judged. */
  readonly skipped: readonly string[];
}

export interface Run {
  readonly simulation: Simulation;
  readonly done: boolean;
  step(): void;
  /** So far; final once done. */
  result(): RunResult;
}

export function createRun(scenario: Scenario, overrides: RunOverrides = {}): Run {
  const options = scenario.simulation;
  const simulation = createSimulation({ ...options, pack: { ...options.pack, ...overrides.pack } });
  const endMs = (overrides.durationSeconds ?? scenario.durationSeconds) * 1_000;
  const isWhole = endMs >= scenario.durationSeconds * 1_000;
  const steps = [...scenario.steps].sort((one, other) => one.at - other.at);
  const sampler = createSampler(scenario.expect, simulation);
  const oracle = createOracle(simulation.world);
  let nowMs = 0;
  let done = false;
  let nextStep = 0;
  let nextStepMs = steps.length > 0 ? steps[0].at * 1_000 : Infinity;
  let nextLookMs = sampler.nextSeconds * 1_000;
  let recovery: Recovery | undefined;
  let final: RunResult | undefined;

  function takeDueSteps(): void {
    while (nextStepMs <= nowMs) {
      act(simulation, steps[nextStep]);
      nextStep += 1;
      nextStepMs = nextStep < steps.length ? steps[nextStep].at * 1_000 : Infinity;
    }
  }

  function look(): void {
    while (nextLookMs <= nowMs) {
      sampler.look();
      nextLookMs = sampler.nextSeconds * 1_000;
    }
  }

  function step(): void {
    if (done) return;
    if (recovery !== undefined) {
      recover(recovery);
      return;
    }
    if (nowMs >= nextStepMs) takeDueSteps();
    simulation.step();
    nowMs += BASE_PERIOD_MS;
    oracle.observe(BASE_PERIOD_MS);
    if (nowMs >= nextLookMs) look();
    if (nowMs >= endMs) end();
  }

  function end(): void {
    final = soFar(isWhole ? Infinity : endMs / 1_000);
    if (scenario.endsWith === undefined) recovery = createRecovery(simulation);
    else done = true;
  }

  function recover(under: Recovery): void {
    under.step();
    oracle.observe(BASE_PERIOD_MS);
    if (under.recovered === undefined || final === undefined) return;
    done = true;
    const known = final.violations;
    const later = physicsViolations().filter((violation) => !known.includes(violation));
    if (!under.recovered) later.push('bricked: with everything mended no current flows again');
    const violations = [...known, ...later];
    final = { ...final, violations, holds: violations.length === 0 };
  }

  function physicsViolations(): string[] {
    const found = oracle.violations.map((violation) => `oracle: ${violation}`);
    if (simulation.bms.failure !== undefined) found.push(`the firmware stopped itself: ${simulation.bms.failure}`);
    return found;
  }

  function unfinishedTrips(): string[] {
    const tripped = new Set<string>();
    for (const { what, fault } of simulation.timeline.entries) {
      if (what === 'trip') tripped.add(fault);
      else tripped.delete(fault);
    }
    return (scenario.endsWith ?? [])
      .filter((fault) => !tripped.has(fault))
      .map((fault) => `${fault} is still there at the end: it is not`);
  }

  function soFar(untilSeconds: number): RunResult {
    const { entries, hash } = simulation.timeline;
    const judgement = judge(scenario.expect, entries, untilSeconds);
    const violations = [...judgement.violations, ...sampler.violations, ...physicsViolations()];
    if (untilSeconds === Infinity) violations.push(...unfinishedTrips());
    return {
      id: scenario.id,
      holds: violations.length === 0,
      violations,
      ticks: nowMs / BASE_PERIOD_MS,
      simulatedSeconds: nowMs / 1_000,
      hash,
      trips: entries.filter(({ what }) => what === 'trip').map(happening),
      releases: entries.filter(({ what }) => what === 'release').map(happening),
      skipped: judgement.skipped,
    };
  }

  return {
    simulation,
    get done() {
      return done;
    },
    step,
    result: () => final ?? soFar(nowMs / 1_000),
  };
}

/** From start to end. */
export function runScenario(scenario: Scenario, overrides?: RunOverrides): RunResult {
  const run = createRun(scenario, overrides);
  while (!run.done) run.step();
  return run.result();
}

function happening({ fault, seconds }: Happening): Happening {
  return { fault, seconds };
}

function act(simulation: Simulation, action: Action): void {
  const { world, faults, settings, bms } = simulation;
  if ('load' in action) world.setLoad(action.load);
  else if ('charger' in action) world.setCharger(action.charger);
  else if ('ambientCelsius' in action) world.setAmbient(action.ambientCelsius);
  else if ('fault' in action) demand(faults.apply(action.fault, action.with));
  else if ('mend' in action) demand(faults.remove(action.mend) ? null : `nothing to mend: ${action.mend}`);
  else if ('set' in action) demand(settings.write(action.set, 'operate')?.message ?? null);
  else if ('commission' in action) simulation.commission(action.commission);
  else bms.clearByHand();
}

/** A step that cannot be taken is a mistake in the scenario. */
function demand(refusal: string | null): void {
  if (refusal !== null) throw new Error(refusal);
}

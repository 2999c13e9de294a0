// `npm run sim`: runs one scenario or all of them without a screen and says whether what they expect has come.

import { SingleBar } from 'cli-progress';
import { BASE_PERIOD_MS } from '../../src/bms';
import { createPacer, MAXIMUM_SPEED } from '../pacer';
import { createRun, type Run } from '../scenarios/runner';
import type { Scenario } from '../scenarios/scenario';
import { findScenario, scenarios } from '../scenarios/scenarios';
import type { CommonOptions } from './arguments';
import { adapted } from './overrides';
import { reasonOf } from './reason';
import { reportJson, reportText, type Outcome } from './report';
import { DOES_NOT_HOLD, DONE, NOT_UNDERSTOOD, type Terminal } from './terminal';

const DEFAULT_SCENARIO = 'rest';
const STEPS_BETWEEN_PROGRESS = 1_000;

/** Runs to the end; the result is the exit code. */
export async function simCommand(options: CommonOptions, terminal: Terminal): Promise<number> {
  const chosen = choose(options.scenario ?? DEFAULT_SCENARIO);
  if (chosen.length === 0) {
    terminal.error(`error: there is no scenario ${DEFAULT_SCENARIO}; choose one with --scenario.\n`);
    return NOT_UNDERSTOOD;
  }
  const outcomes: Outcome[] = [];
  for (const scenario of chosen) {
    try {
      outcomes.push(await outcomeOf(scenario, options));
    } catch (error) {
      terminal.error(`error: scenario ${scenario.id} cannot have this pack: ${reasonOf(error)}\n`);
      return NOT_UNDERSTOOD;
    }
  }
  terminal.out(options.json ? reportJson(outcomes) : reportText(outcomes));
  return outcomes.every((outcome) => outcome.holds) ? DONE : DOES_NOT_HOLD;
}

async function outcomeOf(scenario: Scenario, options: CommonOptions): Promise<Outcome> {
  const durationSeconds = options.durationSeconds ?? scenario.durationSeconds;
  const run = createRun(adapted(scenario, options), { durationSeconds });
  await finish(run, scenario.id, durationSeconds, options.speed);
  return { ...run.result(), durationSeconds };
}

function choose(name: string): readonly Scenario[] {
  if (name === 'all') return scenarios;
  const scenario = findScenario(name);
  return scenario === undefined ? [] : [scenario];
}

/** The bar goes to standard error, and nowhere where that is no terminal. */
async function finish(run: Run, id: string, durationSeconds: number, speed: number): Promise<void> {
  const bar = new SingleBar({
    format: `${id} [{bar}] {percentage}% | {value}/{total} s | {eta_formatted} left`,
    clearOnComplete: true,
  });
  const seconds = () => Math.floor(run.simulation.world.nowMs / 1_000);
  bar.start(Math.ceil(durationSeconds), 0);
  try {
    await new Promise<void>((resolve, reject) => {
      let steps = 0;
      const wholeTicks = (durationSeconds * 1_000) / BASE_PERIOD_MS;
      const pacer = createPacer({
        factor: speed,
        onFailure: reject,
        step: () => {
          run.step();
          steps += 1;
          if (steps % STEPS_BETWEEN_PROGRESS === 0) bar.update(seconds());
          // What the runner does after the scenario is its own affair: nobody waits for it in real time.
          if (steps === wholeTicks) pacer.setFactor(MAXIMUM_SPEED);
          if (run.done) resolve();
          return !run.done;
        },
      });
      pacer.start();
    });
  } finally {
    bar.stop();
  }
}

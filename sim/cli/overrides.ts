// What the command line changes about a scenario, or about the simulation that runs without one.

import type { Scenario } from '../scenarios/scenario';
import type { SimulationOptions } from '../simulation';
import type { CommonOptions } from './arguments';

/** The pack as chosen, in place of what the scenario would have; its duration is the runner's business. */
export function adapted(scenario: Scenario, { pack, factory }: CommonOptions): Scenario {
  const { simulation } = scenario;
  return {
    ...scenario,
    simulation: { ...simulation, pack: { ...simulation.pack, ...pack }, ...(factory ? { factory } : {}) },
  };
}

export function simulationOf({ pack, factory }: CommonOptions): SimulationOptions {
  return { pack, factory };
}

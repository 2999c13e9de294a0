// Rough but healthy life: everything that makes a current and cell voltages restless without anything being wrong.
// Inverter ripple, a motor that brakes into the pack, and solar power under flying clouds, within the settings' limits.

import type { Chemistry } from '../sim/world/world';
import { createSimulation, type Simulation } from '../sim/simulation';
import type { TimelineEntry } from '../sim/timeline';
import { Random } from '../sim/world/random';

export interface RoughLife {
  readonly cells: number;
  readonly chemistry: Chemistry;
  readonly hours: number;
  readonly seed: number;
}

const CAPACITY_AMP_HOURS = 200;
const TICKS_PER_SECOND = 20;

/** Trips in so many hours; there should be none. `onHour` is called after each simulated hour. */
export function roughLife(life: RoughLife, onHour: () => void): readonly TimelineEntry[] {
  const random = new Random(life.seed, 'rough life');
  const simulation = createSimulation({
    pack: {
      cells: life.cells,
      chemistry: life.chemistry,
      capacityAmpHours: CAPACITY_AMP_HOURS,
      initialSoc: 0.5,
      seed: life.seed,
    },
  });
  for (let hour = 0; hour < life.hours; hour += 1) {
    for (let second = 0; second < 3_600; second += 1) {
      // Something changes every few seconds, at any tick.
      const changeAt = random.unit() < 0.2 ? Math.floor(random.unit() * TICKS_PER_SECOND) : -1;
      for (let tick = 0; tick < TICKS_PER_SECOND; tick += 1) {
        if (tick === changeAt) change(simulation, random);
        simulation.step();
      }
    }
    onHour();
  }
  return simulation.timeline.entries;
}

function meanSoc(simulation: Simulation): number {
  const { cellSoc } = simulation.world.truth;
  return cellSoc.reduce((sum, soc) => sum + soc, 0) / cellSoc.length;
}

/** Sun up to 0.3 C and brakes up to 0.15 C in, up to 0.9 C out, leaning towards the middle of the charge. */
function change(simulation: Simulation, random: Random): void {
  const { world } = simulation;
  const soc = meanSoc(simulation);
  const packVolts = world.truth.packVolts;
  const mayCharge = soc < 0.8;
  const mayDischarge = soc > 0.3;
  if (random.unit() < 0.5) {
    const sun = mayCharge ? random.unit() * 0.3 * CAPACITY_AMP_HOURS : 0;
    world.setCharger(sun < 2 ? null : { volts: packVolts * 1.1, amps: sun, obeysLimits: false });
    return;
  }
  const kind = random.unit();
  const amps = (mayDischarge ? random.unit() * 0.9 : random.unit() * 0.05) * CAPACITY_AMP_HOURS;
  if (kind < 0.5) world.setLoad({ kind: 'inverter', watts: amps * packVolts });
  else if (kind < 0.7) world.setLoad({ kind: 'current', amps });
  else if (kind < 0.85 && mayCharge) world.setLoad({ kind: 'current', amps: -amps / 6 });
  else world.setLoad(null);
}

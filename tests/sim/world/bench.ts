// A test bench around the plant: keeps the coil supply fed while time passes, and closes contactors.

import { createWorld } from '../../../sim/world/world';
import type { World, WorldOptions } from '../../../sim/world/world';

/** A pack of equal cells without leaks or own consumption, so that closed forms hold to the last digit. */
export const PLAIN: WorldOptions = { spread: 0, ownWatts: 0, isothermal: true, busFarads: 0, initialSoc: 0.5 };

export function run(world: World, milliseconds: number): void {
  let left = milliseconds;
  while (left > 0) {
    const portion = Math.min(50, left);
    world.feedCoilSupply();
    world.advance(portion);
    left -= portion;
  }
}

/** A pack whose discharge contactor, or charge contactor too, has just closed and settled. */
export function closedPack(options: WorldOptions, charge = false): World {
  const world = createWorld(options);
  world.feedCoilSupply();
  world.setCoils(charge, true, false);
  run(world, 100);
  return world;
}

/** At once, without waiting for the load to start. */
export function draw(world: World, amps: number): void {
  world.setLoad({ kind: 'current', amps, startMs: 0 });
}

export function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

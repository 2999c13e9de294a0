// The board's supplies. The coil rail is measured before the switch that the heartbeat holds: a board whose loop has not
// yet run has a good rail and dead coils.

import type { SupplyMonitor, SupplyReading } from '../ports/supplyMonitor';
import type { World } from '../../sim/world/world';
import type { SensorFaults } from './sensorFaults';

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { round } = Math;

export class HostSupplyMonitor implements SupplyMonitor {
  private readonly world: World;
  private readonly faults: SensorFaults;

  constructor(world: World, faults: SensorFaults) {
    this.world = world;
    this.faults = faults;
  }

  sample(into: SupplyReading): boolean {
    const { world, faults } = this;
    if (faults.supplySilent) return false;
    into.millivolts = round((faults.supplyOverrideVolts ?? world.supplyVolts) * 1000);
    into.coilMillivolts = round(world.coilVolts * 1000);
    return true;
  }
}

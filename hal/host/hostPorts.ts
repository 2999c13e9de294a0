// The firmware's ports bound straight to the simulated plant: what a composition root hands over for `--hal direct`.

import type { Ports } from '../ports/ports';
import { POWER_ON } from '../ports/restart';
import type { World } from '../../sim/world/world';
import { HostCellMonitor } from './hostCellMonitor';
import { HostClock } from './hostClock';
import { HostShuntMonitor } from './hostShuntMonitor';
import { HostSupplyMonitor } from './hostSupplyMonitor';
import { HostSwitches } from './hostSwitches';
import { HostThermometers } from './hostThermometers';
import { createSensorFaults } from './sensorFaults';
import type { SensorFaults } from './sensorFaults';

export interface HostPortsOptions {
  /** What the millisecond count shows at the start, so that a scenario can let it wrap where it likes. */
  readonly clockOffsetMs?: number;
  /** How fast the board's crystal runs against the world; 0 unless told. */
  readonly clockPartsPerMillion?: number;
  /** Scales every gain, offset, class error and noise of the sensors: 1 as in life, 0 for perfect ones. */
  readonly sensorErrors?: number;
}

export interface HostPorts extends Ports {
  readonly sensorFaults: SensorFaults;
}

export function createHostPorts(world: World, options: HostPortsOptions = {}): HostPorts {
  const sensorFaults = createSensorFaults();
  const errors = options.sensorErrors ?? 1;
  const clock = new HostClock(world, options.clockOffsetMs ?? 0, options.clockPartsPerMillion ?? 0);
  return {
    clock,
    cellMonitor: new HostCellMonitor(world, sensorFaults, errors),
    shuntMonitor: new HostShuntMonitor(world, clock, sensorFaults, errors),
    thermometers: new HostThermometers(world, sensorFaults, errors),
    supplyMonitor: new HostSupplyMonitor(world, sensorFaults),
    shortCircuitLatch: {
      latched: () => world.shortCircuitLatched,
      reset: () => !sensorFaults.latchStuck && world.resetShortCircuitLatch(),
    },
    switches: new HostSwitches(world, sensorFaults),
    signals: { chargerDetected: () => world.chargerDetected, accessoryOn: () => world.accessoryOn },
    heartbeat: { beat: () => world.feedCoilSupply() },
    restart: { reason: POWER_ON, detail: 0 },
    sensorFaults,
  };
}

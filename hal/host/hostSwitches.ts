// The drivers of the power outputs. What they put out is what was commanded, except that latch and heartbeat take the
// coils' supply away; a contactor that sticks or welds is behind them and not seen here.

import type { Switches } from '../ports/switches';
import { BALANCE, CHARGE, DISCHARGE, EVERY_OUTPUT, HEATER, NO_OUTPUT, PRECHARGE } from '../../src/model/outputs';
import type { World } from '../../sim/world/world';
import type { SensorFaults } from './sensorFaults';

const COILS = CHARGE | DISCHARGE | PRECHARGE;
/** Below this a coil driver counts as off. */
const LEAST_COIL_VOLTS = 5;

export class HostSwitches implements Switches {
  private readonly world: World;
  private readonly faults: SensorFaults;
  private commanded = NO_OUTPUT;

  constructor(world: World, faults: SensorFaults) {
    this.world = world;
    this.faults = faults;
  }

  drive(outputs: number): boolean {
    if (this.faults.driveRefused) return false;
    const changed = outputs ^ this.commanded;
    if (changed === 0) return true;
    this.commanded = outputs & EVERY_OUTPUT;
    const { world } = this;
    if ((changed & COILS) !== 0) {
      world.setCoils((outputs & CHARGE) !== 0, (outputs & DISCHARGE) !== 0, (outputs & PRECHARGE) !== 0);
    }
    if ((changed & HEATER) !== 0) world.setHeater((outputs & HEATER) !== 0);
    return true;
  }

  readBack(): number {
    const { world, faults } = this;
    const driven = world.coilSupplyAlive && !world.shortCircuitLatched && world.coilVolts >= LEAST_COIL_VOLTS;
    const real = driven ? this.commanded : this.commanded & (HEATER | BALANCE);
    return (real | faults.readBackStuckOn) & ~faults.readBackStuckOff;
  }
}

// After a scenario: is the pack bricked? Everything injected is mended, load and charger are harmless ones, the air is
// warm; then current must flow again through at least one path. What a user may be asked to do is done: a preset where no
// settings are left, and after a while the release by hand.

import { BASE_PERIOD_MS } from '../../src/bms';
import type { Simulation } from '../simulation';
import type { Chemistry } from '../world/world';

/** A mild charge voltage for a cell. */
const CELL_VOLTS: Readonly<Record<Chemistry, number>> = { lfp: 3.45, nmc: 4.1, lto: 2.6 };
/** Of the capacity per hour. */
const CHARGE_RATE = 0.05;
const LOAD_RATE = 0.02;
const FLOWING_AMPS = 0.1;

const PATIENCE_MS = 600_000;
/** Longer than every release of the table, the locks' window and the lateness after chatter. */
const LIMIT_MS = 2 * 3_600_000;

export interface Recovery {
  /** Undefined until it is decided; then whether current flowed again. */
  readonly recovered: boolean | undefined;
  step(): void;
}

export function createRecovery(simulation: Simulation): Recovery {
  let elapsedMs = 0;
  let recovered: boolean | undefined;
  mendEverything(simulation);

  return {
    get recovered() {
      return recovered;
    },
    step() {
      if (elapsedMs > 0 && elapsedMs % PATIENCE_MS === 0) simulation.bms.clearByHand();
      simulation.step();
      elapsedMs += BASE_PERIOD_MS;
      const { loadAmps, chargerAmps } = simulation.world.truth;
      if (loadAmps > FLOWING_AMPS || chargerAmps > FLOWING_AMPS) recovered = true;
      else if (elapsedMs >= LIMIT_MS) recovered = false;
    },
  };
}

function mendEverything(simulation: Simulation): void {
  const { world, faults, settings, bms } = simulation;
  for (const { id } of [...faults.list()]) faults.remove(id);
  world.replaceFuse();
  for (const contactor of ['charge', 'discharge', 'precharge'] as const) world.setWelded(contactor, false);
  world.setAmbient(25);
  const amps = world.truth.cellCapacityAmpHours[0];
  world.setLoad({ kind: 'current', amps: amps * LOAD_RATE });
  world.setCharger({
    volts: world.cells * CELL_VOLTS[world.truth.chemistry],
    amps: amps * CHARGE_RATE,
    obeysLimits: true,
  });
  if (!bms.facts.configuration.intact || !bms.facts.configuration.commissioned) simulation.commission('safe');
  else settings.write({ cellCount: world.cells, chargeSwitch: 1, dischargeSwitch: 1 }, 'operate');
}

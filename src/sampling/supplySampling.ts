// The board's supplies, the hardware's own trips and the charger's presence: what is read in every tick.
// Makes the supply group, the hardware trips and `chargerPresent` of the Sample.

import type { Ports } from '../../hal/ports/ports';
import { CHARGE_ALERT, DISCHARGE_ALERT } from '../../hal/ports/shuntMonitor';
import type { SupplyReading } from '../../hal/ports/supplyMonitor';
import type { Mutable } from '../model/mutable';
import type { CurrentGroup, HardwareTrips, SupplyGroup } from '../model/sample';
import { elapsed } from '../model/time';
import { refresh } from './group';

/** Charge current above this means a charger, seen on K+ or not (domain reference 8.2). */
const CHARGING_MILLIAMPS = 500;
const CHARGER_SEEN_MS = 1_000;
const CHARGER_GONE_MS = 5_000;

export interface SupplySampling {
  readonly chargerPresent: boolean;
  read(nowMs: number, current: CurrentGroup): void;
}

export function createSupplySampling(
  ports: Ports,
  group: Mutable<SupplyGroup>,
  hardware: Mutable<HardwareTrips>,
): SupplySampling {
  const reading: SupplyReading = { millivolts: 0, coilMillivolts: 0 };
  const state = { chargerPresent: false, read };
  let differs = false;
  let differsSinceMs = 0;

  function read(nowMs: number, current: CurrentGroup): void {
    if (ports.supplyMonitor.sample(reading)) {
      group.millivolts = reading.millivolts;
      group.coilMillivolts = reading.coilMillivolts;
      refresh(group, nowMs);
    }
    const alerts = ports.shuntMonitor.alerts();
    hardware.dischargeAlert = (alerts & DISCHARGE_ALERT) !== 0;
    hardware.chargeAlert = (alerts & CHARGE_ALERT) !== 0;
    hardware.shortCircuitLatched = ports.shortCircuitLatch.latched();
    watchCharger(nowMs, current);
  }

  function watchCharger(nowMs: number, current: CurrentGroup): void {
    const charging = current.valid && current.milliamps > CHARGING_MILLIAMPS;
    const seen = charging || ports.signals.chargerDetected();
    if (seen === state.chargerPresent) {
      differs = false;
      return;
    }
    if (!differs) {
      differs = true;
      differsSinceMs = nowMs;
    }
    if (charging || elapsed(differsSinceMs, nowMs) >= (seen ? CHARGER_SEEN_MS : CHARGER_GONE_MS)) {
      state.chargerPresent = seen;
      differs = false;
    }
  }

  return state;
}

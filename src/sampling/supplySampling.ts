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
  return new Supply(ports, group, hardware);
}

class Supply implements SupplySampling {
  chargerPresent = false;
  private readonly ports: Ports;
  private readonly group: Mutable<SupplyGroup>;
  private readonly hardware: Mutable<HardwareTrips>;
  private readonly reading: SupplyReading = { millivolts: 0, coilMillivolts: 0 };
  private differs = false;
  private differsSinceMs = 0;

  constructor(ports: Ports, group: Mutable<SupplyGroup>, hardware: Mutable<HardwareTrips>) {
    this.ports = ports;
    this.group = group;
    this.hardware = hardware;
  }

  read(nowMs: number, current: CurrentGroup): void {
    const ports = this.ports;
    const reading = this.reading;
    if (ports.supplyMonitor.sample(reading)) {
      const group = this.group;
      group.millivolts = reading.millivolts;
      group.coilMillivolts = reading.coilMillivolts;
      refresh(group, nowMs);
    }
    const hardware = this.hardware;
    const alerts = ports.shuntMonitor.alerts();
    hardware.dischargeAlert = (alerts & DISCHARGE_ALERT) !== 0;
    hardware.chargeAlert = (alerts & CHARGE_ALERT) !== 0;
    hardware.shortCircuitLatched = ports.shortCircuitLatch.latched();
    this.watchCharger(nowMs, current);
  }

  private watchCharger(nowMs: number, current: CurrentGroup): void {
    const charging = current.valid && current.milliamps > CHARGING_MILLIAMPS;
    const seen = charging || this.ports.signals.chargerDetected();
    if (seen === this.chargerPresent) {
      this.differs = false;
      return;
    }
    if (!this.differs) {
      this.differs = true;
      this.differsSinceMs = nowMs;
    }
    if (charging || elapsed(this.differsSinceMs, nowMs) >= (seen ? CHARGER_SEEN_MS : CHARGER_GONE_MS)) {
      this.chargerPresent = seen;
      this.differs = false;
    }
  }
}

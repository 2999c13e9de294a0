// The measurement of the pack current across the shunt.

export interface CurrentReading {
  /** Mean current since the reading before, uncalibrated; positive charges the pack. */
  microamps: number;
  /** When the reading was complete, on the Clock port's microsecond count. */
  timeUs: number;
}

/** Bits of `alerts()`. */
export const DISCHARGE_ALERT = 1;
export const CHARGE_ALERT = 2;

export interface ShuntMonitor {
  /** False, and `into` is not to be used, when the reading failed. */
  sample(into: CurrentReading): boolean;
  /** Fast limits that were exceeded since `clearAlerts`: DISCHARGE_ALERT | CHARGE_ALERT. */
  alerts(): number;
  /** Forgets the alerts; false when the chip did not take it. */
  clearAlerts(): boolean;
}

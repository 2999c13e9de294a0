// The board's own supplies.

export interface SupplyReading {
  /** V+, in millivolts. */
  millivolts: number;
  /** The rail that feeds the contactor coils, in millivolts. */
  coilMillivolts: number;
}

export interface SupplyMonitor {
  /** False, and `into` is not to be used, when the reading failed. */
  sample(into: SupplyReading): boolean;
}

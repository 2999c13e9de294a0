// The analog front end that measures the cells.

export interface CellReading {
  /** Room for `channels` cells, in millivolts, counted from B- upwards. */
  readonly millivolts: Int16Array;
  /** The whole stack by a path of its own, in millivolts. */
  stackMillivolts: number;
  /** The hardware has such a path and it answered. */
  stackValid: boolean;
}

export interface CellMonitor {
  /** Cells the monitor can measure; a channel without a cell reads below 500 mV. */
  readonly channels: number;
  /** Reads every channel. False, and `into` is not to be used, when any part of the reading failed. */
  sample(into: CellReading): boolean;
}

// What was measured: one object per pack, refilled by sampling, read-only for everybody else.
// Every group says whether it holds a reading at all and how long its source has been silent; missing is missing,
// never 0, -1 or last time's value: read a group's numbers only while it is `valid`.

/** The most cells in series a board may have (the manual's 25). Cells are counted from 0. */
export const MAXIMUM_CELLS = 25;

/** Cell temperature probes (the manual's T1..T3), counted from 0. */
export const MAXIMUM_PROBES = 3;

export interface Group {
  /** There is a reading and it is not stale. */
  readonly valid: boolean;
  /** The reading was taken in this very tick. */
  readonly fresh: boolean;
  /** When the reading was taken, on the Clock port's millisecond count. */
  readonly timeMs: number;
  /** How long the source has been silent, in milliseconds; saturates at SILENCE_CEILING_MS. */
  readonly silentMs: number;
}

/** `silentMs` stops here, so that it never wraps. */
export const SILENCE_CEILING_MS = 3_600_000;

export interface CellGroup extends Group {
  /** Cells in series by the settings; the scan reads so many. */
  readonly count: number;
  /** Cells the monitor sees connected; 0 until the first whole scan. */
  readonly detected: number;
  /** As read, cell by cell, doubtful readings included; only the first `count` mean anything. */
  readonly millivolts: Int16Array;
  /** Bit mask of cells whose reading in this scan is not to be believed: it may trip a rule, it never clears one. */
  readonly doubtful: number;
  /** Bit mask of cells that have lately given readings not to be believed, and have not earned trust again. */
  readonly distrusted: number;
  /** Readings rejected by the plausibility checks since start. */
  readonly rejected: number;
  readonly lowestMillivolts: number;
  readonly highestMillivolts: number;
  readonly lowestCell: number;
  readonly highestCell: number;
  readonly sumMillivolts: number;
  /** The stack measured by a path of its own; 0 and `stackValid` false where the hardware has none. */
  readonly stackMillivolts: number;
  readonly stackValid: boolean;
  /** Scans in a row that were bit-identical while the current moved. */
  readonly frozenScans: number;
  /** How far the lowest cell has fallen within the last ten seconds of low current; 0 when it has not. */
  readonly fallMillivolts: number;
}

export interface CurrentGroup extends Group {
  /** Calibrated pack current; positive charges the pack. */
  readonly microamps: number;
  readonly milliamps: number;
  /** When the reading was taken, on the Clock port's microsecond count. */
  readonly timeUs: number;
  /** Current steps in a row that moved the cells in the wrong direction. */
  readonly contradictions: number;
}

export interface TemperatureGroup extends Group {
  /** Cell probes, deci-degrees Celsius; only those whose `present` bit is set mean anything. */
  readonly probeDeciCelsius: Int16Array;
  /** Bit mask of cell probes that give a plausible reading now. */
  readonly present: number;
  /** Bit mask of probes that gave one earlier and do not now; the bit above the cell probes is the power stage's. */
  readonly lost: number;
  readonly hottestDeciCelsius: number;
  readonly coldestDeciCelsius: number;
  /** The fastest rise among the cell probes over the last reading, in deci-kelvin per second. */
  readonly risingDeciKelvinPerSecond: number;
  /** The power stage (the manual's MOS temperature). */
  readonly boardDeciCelsius: number;
  readonly boardPresent: boolean;
}

export interface SupplyGroup extends Group {
  /** The board's own supply (V+). */
  readonly millivolts: number;
  /** The rail that feeds the contactor coils. */
  readonly coilMillivolts: number;
}

/** Bits that hardware raises by itself, read every tick. */
export interface HardwareTrips {
  /** The comparator's latch: a short circuit, coil drive already removed without software. */
  readonly shortCircuitLatched: boolean;
  /** The shunt monitor's alert on the discharge side. */
  readonly dischargeAlert: boolean;
  /** The shunt monitor's alert on the charge side. */
  readonly chargeAlert: boolean;
}

export interface Sample {
  /** Every group has been read whole and plausible at least once since start; until then nothing is permitted. */
  readonly whole: boolean;
  readonly cells: CellGroup;
  readonly current: CurrentGroup;
  readonly temperatures: TemperatureGroup;
  readonly supply: SupplyGroup;
  readonly hardware: HardwareTrips;
  /** A charger is seen on K+, or charge current flows. */
  readonly chargerPresent: boolean;
}

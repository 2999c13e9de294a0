// Temperature probes: the cells' (T1..T3) first, then the power stage's.

/** Conditions of one probe. */
export const PROBE_GOOD = 0;
export const PROBE_OPEN = 1;
export const PROBE_SHORTED = 2;

export interface TemperatureReading {
  /** Cell probes then the power stage, deci-degrees Celsius; one entry each. */
  readonly deciCelsius: Int16Array;
  /** PROBE_GOOD, PROBE_OPEN or PROBE_SHORTED, one entry each; only a good probe's temperature means anything. */
  readonly condition: Uint8Array;
}

export interface Thermometers {
  /** Cell probes the board has connectors for; the power stage's is entry number `probes`. */
  readonly probes: number;
  /** False, and `into` is not to be used, when the reading failed. */
  sample(into: TemperatureReading): boolean;
}

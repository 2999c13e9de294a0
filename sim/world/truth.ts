// What is really so in the plant, for the oracle and for `GET /api/state`: never read by the firmware.

import type { Chemistry } from './world';

export interface PathStates {
  readonly charge: boolean;
  readonly discharge: boolean;
  readonly precharge: boolean;
}

export interface PathCounts {
  readonly charge: number;
  readonly discharge: number;
  readonly precharge: number;
}

export interface Truth {
  readonly chemistry: Chemistry;
  /** Terminal voltages; the array is refilled at each access. */
  readonly cellVolts: Float64Array;
  readonly cellSoc: Float64Array;
  readonly cellCelsius: Float64Array;
  readonly cellCapacityAmpHours: Float64Array;
  readonly packVolts: number;
  /** Through the shunt, positive while charging. */
  readonly packAmps: number;
  /** What the probes T1..T3 feel; null where none is fitted. */
  readonly probeCelsius: readonly (number | null)[];
  readonly boardCelsius: number;
  /** Into the cell under balance. */
  readonly balanceAmps: number;
  /** Sense wires from B- upwards, cells + 1 of them. */
  readonly wireOhms: Float64Array;
  /** Really conducting. */
  readonly contactors: PathStates;
  readonly welded: PathStates;
  readonly operations: PathCounts;
  readonly heaterOn: boolean;
  /** At the load's terminals. */
  readonly loadVolts: number;
  readonly loadAmps: number;
  readonly chargerAmps: number;
  readonly fuseBlown: boolean;
  /** Times the discharge contactor made contact onto a short. */
  readonly closedOntoFault: number;
  /** Times the discharge contactor made contact with more than 5 V across it. */
  readonly closedOntoVoltage: number;
  readonly weldedByClosing: number;
  readonly weldedByBreaking: number;
  readonly peakDischargeAmps: number;
  readonly peakChargeAmps: number;
  /** When the comparator last fired, microseconds since the start; null before the first time. */
  readonly shortCircuitFiredUs: number | null;
}

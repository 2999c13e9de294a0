// What a scenario is: a pack, what happens to it and when, and what must come of it. Scenarios are data; the runner knows
// none of them. Expected times come from the manual or the domain reference, which `cites` names; never from a run.

import type { Fault } from '../../protection/rules';
import type { PointKey } from '../../src/telemetry/points';
import type { FaultParameters } from '../faults';
import type { SimulationOptions } from '../simulation';
import type { Charger } from '../world/charger';
import type { Load } from '../world/loads';

export type Action =
  | { readonly load: Load | null }
  | { readonly charger: Charger | null }
  | { readonly ambientCelsius: number }
  | { readonly fault: string; readonly with?: FaultParameters }
  | { readonly mend: string }
  | { readonly set: Readonly<Record<string, number>> }
  /** The installer tells the firmware its pack, chooses the preset and switches on. */
  | { readonly commission: 'safe' | 'manual' }
  | { readonly clearByHand: true };

/** At `at` simulated seconds; several actions of one time happen together. */
export type Step = { readonly at: number } & Action;

export type Path = 'charge' | 'discharge' | 'precharge';

export type Expectation =
  /** The `nth` trip (the first unless told) of a fault happens at a time. */
  | { readonly trips: Fault; readonly at: number; readonly within: number; readonly nth?: number }
  | { readonly releases: Fault; readonly at: number; readonly within: number; readonly nth?: number }
  /** The `nth` release happens so many seconds after the `nth` trip. */
  | { readonly releases: Fault; readonly afterTrip: number; readonly within: number; readonly nth?: number }
  /** It happens at some time, because physics decides when. */
  | { readonly trips: Fault; readonly between: readonly [number, number]; readonly nth?: number }
  | { readonly releases: Fault; readonly between: readonly [number, number]; readonly nth?: number }
  /** So often in all, and no more. */
  | { readonly trips: Fault; readonly times: number }
  | { readonly never: Fault | 'any' }
  /** Nothing but these trips; they need not. */
  | { readonly only: readonly Fault[] }
  /** The contactor really conducts, or not, at a time. */
  | { readonly at: number; readonly path: Path; readonly closed: boolean }
  /** A telemetry point (of one cell or probe, counted from 0) lies in a range at a time. */
  | {
      readonly at: number;
      readonly point: PointKey;
      readonly index?: number;
      readonly from: number;
      readonly to: number;
    };

export interface Scenario {
  readonly id: string;
  readonly help: string;
  /** Where the expected behaviour and its times are laid down. */
  readonly cites: string;
  /** The rule of the protection table this scenario is about: without its row the scenario does not hold. */
  readonly shows?: Fault;
  readonly simulation: SimulationOptions;
  readonly durationSeconds: number;
  readonly steps: readonly Step[];
  readonly expect: readonly Expectation[];
  /** Trips that are still there at the end and that only repair ends: current need not flow again afterwards. */
  readonly endsWith?: readonly Fault[];
}

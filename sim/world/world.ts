// The plant: cells, wires, contactors, charger, load and heater as physics, on a virtual clock. It reads nothing but its
// options and the calls below, and makes the quantities that the host's ports measure. Volts, amps, ohms, watts, degrees
// Celsius as plain numbers; current into the pack is positive; cells count from 0. It knows no limit of the firmware.

import type { Charger, ChargeLimits } from './charger';
import type { Load } from './loads';
import type { Truth } from './truth';
import { AssembledWorld } from './assembledWorld';

export type Chemistry = 'lfp' | 'nmc' | 'lto';

export type ContactorName = 'charge' | 'discharge' | 'precharge';

export interface WorldOptions {
  /** 3..25, 16 unless told. */
  readonly cells?: number;
  readonly chemistry?: Chemistry;
  readonly seed?: number;
  /** Mean capacity of a cell, 280 unless told. */
  readonly capacityAmpHours?: number;
  /** Mean state of charge (0..1, the spread is added), or one exact figure for each cell. */
  readonly initialSoc?: number | readonly number[];
  /** Rest voltages of the cells: each becomes the state of charge that has it. Wins over `initialSoc`. */
  readonly initialCellVolts?: readonly number[];
  /** Resistance of the sense wires from B- upwards: cells + 1 of them, or one for each cell (B- then takes the first's). */
  readonly wireOhms?: readonly number[];
  /** Scales every difference between the cells and wires: 1 as in life, 0 for a pack of equals. */
  readonly spread?: number;
  readonly ambientCelsius?: number;
  /** Holds every cell at the ambient temperature. */
  readonly isothermal?: boolean;
  /** Charge that goes in for good, per charge that is pushed; 1 unless told. */
  readonly coulombicEfficiency?: number;
  /** Cell probes fitted at T1, T2, T3. */
  readonly probesFitted?: readonly boolean[];
  /** The board's consumption, taken from the pack past the shunt; 1.5 unless told. */
  readonly ownWatts?: number;
  /** Power of the heater at nominal pack voltage; 200 unless told. */
  readonly heaterWatts?: number;
  /** 47 unless told. */
  readonly prechargeOhms?: number;
  /** Where the short-circuit comparator fires, and how long it looks; 1000 and 300 unless told. */
  readonly shortCircuitAmps?: number;
  readonly shortCircuitMicroseconds?: number;
  /** A contactor that opens on more than this welds; 10 000 unless told. */
  readonly contactorBreakAmps?: number;
  /** A contactor that bounces on more than this welds; 2000 unless told. */
  readonly contactorMakeAmps?: number;
  /** The main fuse melts at this integral of the squared current; 2 000 000 unless told. */
  readonly fuseAmpsSquaredSeconds?: number;
  /** The capacitor at the load's input; 10 mF behind 10 milliohm unless told. */
  readonly busFarads?: number;
  readonly busEsrOhms?: number;
}

export interface World {
  /** Virtual time since the start, whole milliseconds. */
  readonly nowMs: number;
  readonly cells: number;
  readonly seed: number;
  readonly truth: Truth;

  /** Lets whole milliseconds pass. How they are portioned makes no difference. */
  advance(milliseconds: number): void;

  // What stands around the pack.
  setLoad(load: Load | null): void;
  setCharger(charger: Charger | null): void;
  /** What the BMS publishes; a charger that obeys follows it 45 s late. Null: nothing is published. */
  setChargeLimits(limits: ChargeLimits | null): void;
  setAmbient(celsius: number): void;
  /** The capacitor at the load's input. */
  setBusCapacitor(farads: number, esrOhms: number): void;
  setAccessory(on: boolean): void;

  // What the board drives and reads; the ports of hal/host are the only users.
  setCoils(charge: boolean, discharge: boolean, precharge: boolean): void;
  setHeater(on: boolean): void;
  /** Feeds the retriggerable timer that carries the coil supply for 1.5 s. */
  feedCoilSupply(): void;
  readonly coilSupplyAlive: boolean;
  /** Voltage of the coil rail before that timer's switch. */
  readonly coilVolts: number;
  readonly supplyVolts: number;
  /** The comparator has fired: the coils are without drive. */
  readonly shortCircuitLatched: boolean;
  /** False while the current is still above the threshold. */
  resetShortCircuitLatch(): boolean;
  readonly dischargeAlert: boolean;
  readonly chargeAlert: boolean;
  clearAlerts(): void;
  readonly chargerDetected: boolean;
  readonly accessoryOn: boolean;
  /** Integral of the shunt current since the start, ampere-milliseconds. */
  shuntChargeNow(): number;
  /** Voltages between the sense taps with the load's ripple at `phase` radians. */
  readTaps(into: Float64Array, phase: number): void;
  /** Lagged temperatures of the probes T1..T3 then the power stage's, whether fitted or not. */
  readonly probeCelsius: Float64Array;
  readonly probesFitted: readonly boolean[];
  /** Moves charge through the balancer: amps into `cell` (negative takes); cell -1 for none. */
  setBalance(cell: number, amps: number): void;

  // Damage.
  /** A short across the load's terminals; null takes it away. */
  setDeadShort(ohms: number | null, henries?: number): void;
  /** An internal short of one cell. */
  setSoftShort(cell: number, amps: number): void;
  setWelded(which: ContactorName, welded: boolean): void;
  setStuckOpen(which: ContactorName, stuck: boolean): void;
  /** Heats one cell from inside. */
  setCellHeat(cell: number, watts: number): void;
  /** Joules that warm one cell by one kelvin. */
  readonly cellHeatCapacity: number;
  /** Holds the power stage at least this hot; null lets it go. */
  setPowerStageHeat(celsius: number | null): void;
  setCoilVolts(volts: number): void;
  replaceFuse(): void;
}

export function createWorld(options: WorldOptions = {}): World {
  return new AssembledWorld(options);
}

// The World interface over its parts: builds them from the options, refuses senseless numbers, and lets every change pass
// through the plant's books.

import { LoadBus } from './bus';
import { Cells } from './cells';
import { CELL_MODELS } from './chemistry';
import type { ChargeLimits, Charger } from './charger';
import { Comparator } from './comparator';
import { Fuse } from './fuse';
import type { Load } from './loads';
import { Paths } from './paths';
import { Plant } from './plant';
import { Probes } from './probes';
import { Thermal } from './thermal';
import type { Truth } from './truth';
import { TruthView } from './truthView';
import { Wires } from './wires';
import type { ContactorName, World, WorldOptions } from './world';

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { max, sin } = Math;

const LEAST_CELLS = 3;
const MOST_CELLS = 25;
/** The board's own supply holds V+ up when the pack is lower. */
const EXTERNAL_SUPPLY_VOLTS = 24;
const DEFAULT_SHORT_HENRIES = 5e-6;

export class AssembledWorld implements World {
  readonly cells: number;
  readonly seed: number;
  readonly truth: Truth;
  accessoryOn = false;
  private readonly plant: Plant;

  constructor(options: WorldOptions) {
    const count = options.cells ?? 16;
    if (!Number.isInteger(count)) throw new RangeError(`cells must be whole, not ${count}`);
    check('cells', count, LEAST_CELLS, MOST_CELLS);
    this.cells = count;
    this.seed = options.seed ?? 1;
    const chemistry = options.chemistry ?? 'lfp';
    const ambient = check('ambientCelsius', options.ambientCelsius ?? 25, -60, 120);
    const ampHours = check('capacityAmpHours', options.capacityAmpHours ?? 280, 1, 10_000);
    checkCells('initialSoc', options.initialSoc, count);
    checkCells('initialCellVolts', options.initialCellVolts, count);
    const cells = new Cells(options, count, this.seed);
    cells.settle();
    const thermal = new Thermal(cells, ambient, ampHours, options.isothermal ?? false);
    this.plant = new Plant(
      cells,
      new Wires(cells, this.seed, options.spread ?? 1, options.wireOhms),
      thermal,
      new Probes(cells, ambient, options.probesFitted ?? []),
      new Paths(options.contactorMakeAmps ?? 2000, options.contactorBreakAmps ?? 10_000),
      new Comparator(options.shortCircuitAmps ?? 1000, options.shortCircuitMicroseconds ?? 300),
      new LoadBus(options.busFarads ?? 0.01, options.busEsrOhms ?? 0.01),
      new Fuse(options.fuseAmpsSquaredSeconds ?? 2e6),
      {
        ownWatts: options.ownWatts ?? 1.5,
        heaterWatts: options.heaterWatts ?? 200,
        prechargeOhms: options.prechargeOhms ?? 47,
        nominalVolts: CELL_MODELS[chemistry].nominalVolts * count,
      },
    );
    this.truth = new TruthView(this.plant, chemistry);
  }

  get nowMs(): number {
    return this.plant.nowMs;
  }

  advance(milliseconds: number): void {
    this.plant.advance(milliseconds);
  }

  setLoad(load: Load | null): void {
    if (load?.kind === 'current') check('load.amps', load.amps, -100_000, 100_000);
    if (load?.kind === 'power' || load?.kind === 'inverter') check('load.watts', load.watts, 0, 10_000_000);
    if (load?.kind === 'inverter') check('load.ripple', load.ripple ?? 0, 0, 1);
    if (load?.kind === 'resistor') check('load.ohms', load.ohms, 0.001, 1e9);
    this.change((plant) => plant.load.set(load));
  }

  setCharger(charger: Charger | null): void {
    if (charger !== null) {
      check('charger.volts', charger.volts, 0, 1000);
      check('charger.amps', charger.amps, 0, 100_000);
      check('charger.cableOhms', charger.cableOhms ?? 0.005, 0.0001, 100);
    }
    this.change((plant) => (plant.charger.charger = charger));
  }

  setChargeLimits(limits: ChargeLimits | null): void {
    if (limits !== null) {
      check('limits.volts', limits.volts, 0, 1000);
      check('limits.amps', limits.amps, 0, 100_000);
    }
    this.plant.charger.publish(limits);
  }

  setAmbient(celsius: number): void {
    this.plant.thermal.ambientCelsius = check('ambient.celsius', celsius, -60, 120);
  }

  setBusCapacitor(farads: number, esrOhms: number): void {
    check('farads', farads, 0, 1);
    check('esrOhms', esrOhms, 0, 10);
    this.change(({ bus }) => {
      bus.farads = farads;
      bus.esrOhms = esrOhms;
    });
  }

  setAccessory(on: boolean): void {
    this.accessoryOn = on;
  }

  setCoils(charge: boolean, discharge: boolean, precharge: boolean): void {
    this.change(({ paths }) => paths.command(charge, discharge, precharge));
  }

  setHeater(on: boolean): void {
    if (on === this.plant.heaterOn) return;
    this.change((plant) => (plant.heaterOn = on));
  }

  feedCoilSupply(): void {
    this.plant.feedCoilSupply();
  }

  get coilSupplyAlive(): boolean {
    return this.plant.paths.alive(this.plant.nowMs);
  }

  get coilVolts(): number {
    return this.plant.paths.coilVolts;
  }

  get supplyVolts(): number {
    return max(EXTERNAL_SUPPLY_VOLTS, this.truth.packVolts);
  }

  get shortCircuitLatched(): boolean {
    return this.plant.comparator.latched;
  }

  resetShortCircuitLatch(): boolean {
    return this.plant.resetLatch();
  }

  get dischargeAlert(): boolean {
    return this.plant.peaks.dischargeAlert;
  }

  get chargeAlert(): boolean {
    return this.plant.peaks.chargeAlert;
  }

  clearAlerts(): void {
    this.plant.clearAlerts();
  }

  get chargerDetected(): boolean {
    return this.plant.charger.detected;
  }

  shuntChargeNow(): number {
    return this.plant.shuntChargeNow();
  }

  readTaps(into: Float64Array, phase: number): void {
    const { plant } = this;
    const ripple = plant.rippleAmps === 0 ? 0 : plant.rippleAmps * sin(phase);
    plant.wires.read(into, plant.cellAmps - ripple);
  }

  get probeCelsius(): Float64Array {
    return this.plant.probes.celsius;
  }

  get probesFitted(): readonly boolean[] {
    return this.plant.probes.fitted;
  }

  setBalance(cell: number, amps: number): void {
    check('cell', cell, -1, this.cells - 1);
    check('amps', amps, -20, 20);
    this.change(({ cells }) => {
      cells.balancedCell = cell;
      cells.balanceAmps = cell < 0 ? 0 : amps;
    });
  }

  setDeadShort(ohms: number | null, henries: number = DEFAULT_SHORT_HENRIES): void {
    if (ohms !== null) check('ohms', ohms, 0.0001, 1);
    check('henries', henries, 1e-7, 1e-3);
    this.change(({ bus }) => {
      bus.shorted = ohms !== null;
      bus.shortOhms = ohms ?? 0;
      bus.shortHenries = henries;
    });
  }

  setSoftShort(cell: number, amps: number): void {
    check('cell', cell, 0, this.cells - 1);
    this.plant.cells.softShortAmps[cell] = check('amps', amps, 0, 100);
  }

  setWelded(which: ContactorName, welded: boolean): void {
    this.change(({ paths }) => {
      paths.of(which).welded = welded;
      paths.of(which).settle();
    });
  }

  setStuckOpen(which: ContactorName, stuck: boolean): void {
    this.change(({ paths }) => {
      paths.of(which).stuckOpen = stuck;
      paths.of(which).settle();
    });
  }

  setCellHeat(cell: number, watts: number): void {
    check('cell', cell, 0, this.cells - 1);
    this.plant.thermal.injectedWatts[cell] = check('watts', watts, -1e6, 1e6);
  }

  get cellHeatCapacity(): number {
    return this.plant.thermal.cellHeatCapacity;
  }

  setPowerStageHeat(celsius: number | null): void {
    if (celsius !== null) check('celsius', celsius, -60, 300);
    this.plant.thermal.stageHeldCelsius = celsius ?? -Infinity;
  }

  setCoilVolts(volts: number): void {
    check('volts', volts, 0, 60);
    this.change(({ paths }) => (paths.coilVolts = volts));
  }

  replaceFuse(): void {
    this.change(({ fuse }) => fuse.replace());
  }

  private change(make: (plant: Plant) => void): void {
    this.plant.account();
    make(this.plant);
    this.plant.change();
  }
}

/** NaN fails too. */
function check(name: string, value: number, min: number, max: number): number {
  if (!(value >= min && value <= max)) throw new RangeError(`${name} must be ${min}..${max}, not ${value}`);
  return value;
}

function checkCells(name: string, given: number | readonly number[] | undefined, count: number): void {
  if (given === undefined) return;
  if (typeof given !== 'number' && given.length !== count) {
    throw new RangeError(`${name} must have ${count} entries, not ${given.length}`);
  }
  for (const value of typeof given === 'number' ? [given] : given) check(name, value, -10, 10);
}

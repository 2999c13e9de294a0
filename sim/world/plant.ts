// The plant as a whole. Time goes in strides of 250 ms while nothing is fast, and millisecond by millisecond while a
// contactor moves, a capacitor charges or a short burns. Between two strides the current stands still, so that a stride
// may be cut anywhere without changing its outcome.

import { CONNECTED, ISOLATED, LoadBus, PRECHARGING } from './bus';
import { CELL_STEP_MS, Cells } from './cells';
import { ChargerLine } from './charger';
import { Circuit } from './circuit';
import { Comparator } from './comparator';
import { Fuse } from './fuse';
import { LoadState, RIPPLE_HERTZ } from './loads';
import { Peaks } from './peaks';
import { Paths } from './paths';
import { Probes } from './probes';
import { Thermal } from './thermal';
import { Wires } from './wires';

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { abs, max, min } = Math;

const SHUNT_OHMS = 150e-6;
const BUSBAR_OHMS = 500e-6;
/** The board lives from the pack above this. */
const OWN_LEAST_VOLTS = 8;
const SECOND_MS = 1000;
const LEAST_VOLTS = 0.1;

export interface PlantFigures {
  readonly ownWatts: number;
  readonly heaterWatts: number;
  readonly prechargeOhms: number;
  readonly nominalVolts: number;
}

export class Plant {
  nowMs = 0;
  readonly cells: Cells;
  readonly wires: Wires;
  readonly thermal: Thermal;
  readonly probes: Probes;
  readonly paths: Paths;
  readonly comparator: Comparator;
  readonly bus: LoadBus;
  readonly fuse: Fuse;
  readonly peaks: Peaks;
  readonly load: LoadState;
  readonly charger = new ChargerLine();

  heaterOn = false;

  // The currents now, positive into the pack for the first two.
  packAmps = 0;
  cellAmps = 0;
  loadAmps = 0;
  chargingAmps = 0;
  /** At the pack's terminals behind shunt and busbars. */
  terminalVolts = 0;

  private readonly figures: PlantFigures;
  private readonly circuit = new Circuit();
  private readonly heaterSiemens: number;
  /** How the load's bus is joined to the pack. */
  private mode: number = ISOLATED;
  /** Pack current without the bus's own branch, and what the board takes. */
  private restAmps = 0;
  private ownAmps = 0;
  /** Amplitude of the load's ripple. */
  rippleAmps = 0;
  private fast = false;
  private stopMs = 0;
  private nextCellMs = CELL_STEP_MS;
  private accountedMs = 0;
  private shuntCharge = 0;
  private windowCharge = 0;
  private squares = 0;

  constructor(
    cells: Cells,
    wires: Wires,
    thermal: Thermal,
    probes: Probes,
    paths: Paths,
    comparator: Comparator,
    bus: LoadBus,
    fuse: Fuse,
    figures: PlantFigures,
  ) {
    this.cells = cells;
    this.wires = wires;
    this.thermal = thermal;
    this.probes = probes;
    this.paths = paths;
    this.comparator = comparator;
    this.bus = bus;
    this.fuse = fuse;
    this.peaks = new Peaks(comparator.thresholdAmps);
    this.figures = figures;
    this.load = new LoadState(figures.nominalVolts);
    this.heaterSiemens = figures.heaterWatts / (figures.nominalVolts * figures.nominalVolts);
    this.settle();
  }

  advance(milliseconds: number): void {
    if (milliseconds % 1 !== 0 || milliseconds < 0) {
      throw new RangeError(`advance takes whole milliseconds from 0 on, not ${milliseconds}`);
    }
    const end = this.nowMs + milliseconds;
    while (this.nowMs < end) {
      if (this.fast) this.stepMillisecond();
      else if (end < this.stopMs) this.nowMs = end;
      else {
        this.nowMs = this.stopMs;
        this.account();
        if (this.nowMs === this.nextCellMs) this.stepCells();
        this.paths.drive(this.nowMs, this.comparator.latched);
        this.settle();
      }
    }
  }

  /** Ampere-milliseconds through the shunt up to now. */
  shuntChargeNow(): number {
    return this.shuntCharge + this.packAmps * (this.nowMs - this.accountedMs);
  }

  /** For every change from outside: closes the books on the old state, opens them on the new. */
  change(): void {
    this.paths.drive(this.nowMs, this.comparator.latched);
    this.settle();
  }

  /** Before the change is made. */
  account(): void {
    const passed = this.nowMs - this.accountedMs;
    this.accountedMs = this.nowMs;
    if (passed === 0) return;
    this.shuntCharge += this.packAmps * passed;
    this.windowCharge += this.cellAmps * passed;
    this.squares += (this.cellAmps * this.cellAmps * passed) / SECOND_MS;
    if (this.mode === ISOLATED) this.restBus(passed / SECOND_MS);
  }

  feedCoilSupply(): void {
    if (!this.paths.feed(this.nowMs)) return;
    this.account();
    this.change();
  }

  resetLatch(): boolean {
    if (!this.comparator.latched) return true;
    if (-this.packAmps + this.rippleAmps > this.comparator.thresholdAmps) return false;
    this.account();
    this.comparator.reset();
    this.change();
    return true;
  }

  clearAlerts(): void {
    this.peaks.clearAlerts();
    this.peaks.note(this.packAmps, this.rippleAmps);
  }

  /** Works out the state at this instant and how long it will hold. */
  private settle(): void {
    this.mode = this.busMode();
    this.solve();
    this.bus.touch(this.mode, this.circuit.volts, this.circuit.ohms, this.figures.prechargeOhms);
    // The bus voltage may have followed the pack: the load looks again.
    if (this.load.watch(this.loadVolts(), this.nowMs)) {
      this.solve();
      this.bus.touch(this.mode, this.circuit.volts, this.circuit.ohms, this.figures.prechargeOhms);
    }
    this.show(this.bus.endAmps);
    this.peaks.note(this.packAmps, this.rippleAmps);
    this.charger.detect(this.terminalVolts);
    this.choosePace();
  }

  private busMode(): number {
    if (this.fuse.blown) return ISOLATED;
    if (this.paths.discharge.conducting) return CONNECTED;
    return this.paths.precharge.conducting ? PRECHARGING : ISOLATED;
  }

  /** The circuit at rest; twice or more when the load gives up over it. */
  private solve(): void {
    const { circuit, cells, load, charger, figures } = this;
    const joined = this.mode === CONNECTED && !this.bus.shorted;
    const chargePath = this.paths.charge.conducting && !this.fuse.blown;
    const loaded = load.onChargePort ? chargePath : joined;
    const heater = this.heaterOn && !this.fuse.blown ? this.heaterSiemens : 0;
    const bleeder = joined ? this.bus.bleederSiemens : 0;
    let own = cells.emfSum > OWN_LEAST_VOLTS ? figures.ownWatts : 0;
    circuit.emf = cells.emfSum;
    circuit.ohms = cells.ohmicSum + SHUNT_OHMS + BUSBAR_OHMS;
    circuit.chargerConnected = charger.charger !== null && (charger.onDischargePort ? joined : chargePath);
    if (circuit.chargerConnected) {
      circuit.chargerVolts = charger.setVolts;
      circuit.chargerAmps = charger.setAmps;
      circuit.chargerOhms = charger.cableOhms;
    }
    for (let attempt = 0; attempt < 3; attempt += 1) {
      circuit.drainAmps = loaded ? load.amps : 0;
      circuit.drainWatts = (loaded ? load.watts : 0) + own;
      circuit.drainSiemens = (loaded ? load.siemens : 0) + heater + bleeder;
      circuit.solve();
      if (circuit.overloaded) {
        if (load.on && loaded) load.stop();
        else own = 0;
      } else if (loaded && load.on && circuit.volts <= LEAST_VOLTS) load.stop();
      else if (!loaded || !load.watch(circuit.volts, this.nowMs)) break;
    }
    const volts = max(LEAST_VOLTS, circuit.volts);
    const drawn = loaded ? load.amps + load.watts / volts + load.siemens * circuit.volts : 0;
    this.ownAmps = own / volts;
    this.loadAmps = drawn + bleeder * circuit.volts;
    this.rippleAmps = loaded ? drawn * load.ripple : 0;
    this.chargingAmps = circuit.chargingAmps;
    this.restAmps = circuit.chargingAmps - this.loadAmps - heater * circuit.volts;
  }

  /** Publishes the currents with `branchAmps` drawn by the bus's own branch. */
  private show(branchAmps: number): void {
    this.packAmps = this.restAmps - branchAmps;
    this.cellAmps = this.packAmps - this.ownAmps;
    this.terminalVolts = this.circuit.volts - this.circuit.ohms * branchAmps;
  }

  private stepMillisecond(): void {
    const { bus, comparator, paths, fuse, figures } = this;
    const startMs = this.nowMs;
    this.solve();
    const { volts, ohms } = this.circuit;
    const isolated = this.mode === ISOLATED;
    if (isolated) this.restBus(1 / SECOND_MS);
    else bus.step(this.mode, volts, ohms, figures.prechargeOhms, this.busDrainAmps(), this.busDrainSiemens());
    const mean = this.restAmps - bus.meanAmps;
    const cellMean = mean - this.ownAmps;
    this.shuntCharge += mean;
    this.windowCharge += cellMean;
    this.squares += (cellMean * cellMean) / SECOND_MS;
    const first = this.restAmps - bus.finalAmps - bus.swingAmps;
    this.peaks.note(first, this.rippleAmps);
    this.show(bus.endAmps);
    this.peaks.note(this.packAmps, this.rippleAmps);
    this.watchShort(startMs);
    this.nowMs = startMs + 1;
    this.accountedMs = this.nowMs;

    fuse.carry(mean, 1 / SECOND_MS);
    const branch = max(abs(bus.finalAmps + bus.swingAmps), abs(bus.endAmps));
    const through = abs(this.loadAmps) + (this.mode === CONNECTED ? branch : 0);
    paths.drive(this.nowMs, comparator.latched);
    const moved = paths.step(abs(this.chargingAmps), through, volts - bus.volts, bus.shorted);
    if (this.nowMs === this.nextCellMs) this.stepCells();
    if (moved || this.busMode() !== this.mode) this.settle();
    else {
      if (!this.load.onChargePort) this.load.watch(bus.volts, this.nowMs);
      this.charger.detect(this.terminalVolts);
      this.choosePace();
      if (!this.fast) this.settle();
    }
  }

  private watchShort(startMs: number): void {
    const { bus, comparator } = this;
    comparator.watch(startMs, bus.finalAmps - this.restAmps, bus.swingAmps, bus.tauSeconds);
    const mean = -this.restAmps;
    if (this.rippleAmps > 0 && mean <= comparator.thresholdAmps && mean + this.rippleAmps > comparator.thresholdAmps) {
      comparator.watchRipple(startMs, mean, this.rippleAmps, RIPPLE_HERTZ);
    }
  }

  private stepCells(): void {
    this.nextCellMs = this.nowMs + CELL_STEP_MS;
    this.cells.step(this.windowCharge / SECOND_MS);
    this.windowCharge = 0;
    if (this.nowMs % SECOND_MS !== 0) return;
    const heated = this.heaterOn && !this.fuse.blown ? this.heaterSiemens * this.terminalVolts * this.terminalVolts : 0;
    this.thermal.stepSecond(this.squares, heated);
    this.squares = 0;
    this.probes.stepSecond(this.thermal.stageCelsius);
    this.charger.tick();
  }

  private choosePace(): void {
    const { paths, bus, load, comparator } = this;
    const amps = this.packAmps;
    const draining = this.mode === ISOLATED && load.on && this.busDrainAmps() > 0 && !this.busFed();
    const unseen = !comparator.latched && this.rippleAmps - amps > comparator.thresholdAmps;
    this.fast = paths.moving || !bus.atRest || draining || unseen || this.fuse.warms(amps);
    if (this.fast) return;
    this.stopMs = min(this.nextCellMs, paths.expiresMs(this.nowMs), load.startsAtMs);
    if (this.stopMs <= this.nowMs) this.stopMs = this.nextCellMs;
  }

  private restBus(seconds: number): void {
    this.bus.isolated(seconds, this.busDrainAmps(), this.busDrainSiemens());
    if (this.busFed()) this.bus.volts = this.charger.setVolts;
  }

  /** A charger on the load's side holds the bus up by itself. */
  private busFed(): boolean {
    const { bus, charger } = this;
    return charger.onDischargePort && !bus.shorted && bus.farads > 0 && charger.setVolts >= bus.volts;
  }

  private busDrainAmps(): number {
    const { load, bus } = this;
    return load.onChargePort ? 0 : max(0, load.amps) + load.watts / max(1, bus.volts);
  }

  private busDrainSiemens(): number {
    return this.load.onChargePort ? 0 : this.load.siemens;
  }

  private loadVolts(): number {
    if (!this.load.onChargePort) return this.bus.volts;
    return this.paths.charge.conducting && !this.fuse.blown ? this.circuit.volts : 0;
  }
}

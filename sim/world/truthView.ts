// The plant seen from outside as it really is: getters over its parts, nothing kept.

import type { Plant } from './plant';
import type { PathCounts, PathStates, Truth } from './truth';
import type { Chemistry } from './world';

export class TruthView implements Truth {
  readonly chemistry: Chemistry;
  private readonly plant: Plant;
  private readonly volts: Float64Array;

  constructor(plant: Plant, chemistry: Chemistry) {
    this.plant = plant;
    this.chemistry = chemistry;
    this.volts = new Float64Array(plant.cells.count);
  }

  get cellVolts(): Float64Array {
    const { cells, cellAmps } = this.plant;
    for (let cell = 0; cell < cells.count; cell += 1) this.volts[cell] = cells.terminalVolts(cell, cellAmps);
    return this.volts;
  }

  get cellSoc(): Float64Array {
    return this.plant.cells.soc;
  }

  get cellCelsius(): Float64Array {
    return this.plant.cells.celsius;
  }

  get cellCapacityAmpHours(): Float64Array {
    return this.plant.cells.capacityAmpHours;
  }

  get packVolts(): number {
    const { cells, cellAmps } = this.plant;
    return cells.emfSum + cells.ohmicSum * cellAmps;
  }

  get packAmps(): number {
    return this.plant.packAmps;
  }

  get probeCelsius(): readonly (number | null)[] {
    const { fitted, celsius } = this.plant.probes;
    return fitted.map((present, probe) => (present ? celsius[probe] : null));
  }

  get boardCelsius(): number {
    return this.plant.thermal.stageCelsius;
  }

  get balanceAmps(): number {
    return this.plant.cells.balanceAmps;
  }

  get wireOhms(): Float64Array {
    return this.plant.wires.ohms;
  }

  get contactors(): PathStates {
    const { charge, discharge, precharge } = this.plant.paths;
    return { charge: charge.conducting, discharge: discharge.conducting, precharge: precharge.conducting };
  }

  get welded(): PathStates {
    const { charge, discharge, precharge } = this.plant.paths;
    return { charge: charge.welded, discharge: discharge.welded, precharge: precharge.welded };
  }

  get operations(): PathCounts {
    const { charge, discharge, precharge } = this.plant.paths;
    return { charge: charge.operations, discharge: discharge.operations, precharge: precharge.operations };
  }

  get heaterOn(): boolean {
    return this.plant.heaterOn && !this.plant.fuse.blown;
  }

  get loadVolts(): number {
    return this.plant.bus.volts;
  }

  get loadAmps(): number {
    return this.plant.loadAmps + this.plant.bus.endAmps;
  }

  get chargerAmps(): number {
    return this.plant.chargingAmps;
  }

  get fuseBlown(): boolean {
    return this.plant.fuse.blown;
  }

  get closedOntoFault(): number {
    return this.plant.paths.closedOntoFault;
  }

  get closedOntoVoltage(): number {
    return this.plant.paths.closedOntoVoltage;
  }

  get weldedByClosing(): number {
    return this.plant.paths.weldedByClosing;
  }

  get weldedByBreaking(): number {
    return this.plant.paths.weldedByBreaking;
  }

  get peakDischargeAmps(): number {
    return this.plant.peaks.dischargeAmps;
  }

  get peakChargeAmps(): number {
    return this.plant.peaks.chargeAmps;
  }

  get shortCircuitFiredUs(): number | null {
    const { firedUs } = this.plant.comparator;
    return firedUs < 0 ? null : firedUs;
  }
}

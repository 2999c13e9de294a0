// The three contactors with what drives and what kills them: coil commands, the rail, the heartbeat's timer, the
// comparator's latch; welding by a current that is too high at the wrong moment.

import { Contactor } from './contactor';
import type { ContactorName } from './world';

const NEVER = Infinity;

/** Without being fed for this long the timer takes the coil supply away. */
const COIL_HOLD_MS = 1500;

/** More than this across the discharge contactor when it makes contact is counted. */
const NOTABLE_VOLTS = 5;

export class Paths {
  readonly charge = new Contactor('charge');
  readonly discharge = new Contactor('discharge');
  readonly precharge = new Contactor('precharge');
  coilVolts = 12;
  closedOntoFault = 0;
  closedOntoVoltage = 0;
  weldedByClosing = 0;
  weldedByBreaking = 0;
  private chargeCommanded = false;
  private dischargeCommanded = false;
  private prechargeCommanded = false;
  private coilUntilMs = 0;
  private readonly makeAmps: number;
  private readonly breakAmps: number;

  constructor(makeAmps: number, breakAmps: number) {
    this.makeAmps = makeAmps;
    this.breakAmps = breakAmps;
  }

  of(name: ContactorName): Contactor {
    if (name === 'charge') return this.charge;
    return name === 'discharge' ? this.discharge : this.precharge;
  }

  get moving(): boolean {
    return this.charge.moving || this.discharge.moving || this.precharge.moving;
  }

  command(charge: boolean, discharge: boolean, precharge: boolean): void {
    this.chargeCommanded = charge;
    this.dischargeCommanded = discharge;
    this.prechargeCommanded = precharge;
  }

  /** True when the coil supply had been gone. */
  feed(nowMs: number): boolean {
    const revived = nowMs >= this.coilUntilMs;
    this.coilUntilMs = nowMs + COIL_HOLD_MS;
    return revived;
  }

  alive(nowMs: number): boolean {
    return nowMs < this.coilUntilMs;
  }

  /** When the supply goes if nobody feeds it. */
  expiresMs(nowMs: number): number {
    return this.alive(nowMs) ? this.coilUntilMs : NEVER;
  }

  /** Brings commands, rail, timer and latch to the coils. */
  drive(nowMs: number, latched: boolean): void {
    const volts = this.alive(nowMs) && !latched ? this.coilVolts : 0;
    this.charge.drive(this.chargeCommanded ? volts : 0);
    this.discharge.drive(this.dischargeCommanded ? volts : 0);
    this.precharge.drive(this.prechargeCommanded ? volts : 0);
  }

  /** Lets a millisecond pass that saw these peak currents; true when a path opened or closed. */
  step(chargeAmps: number, dischargeAmps: number, acrossVolts: number, shorted: boolean): boolean {
    const operations = this.discharge.operations;
    let changed = this.stepOne(this.charge, chargeAmps);
    if (this.stepOne(this.discharge, dischargeAmps)) changed = true;
    if (this.stepOne(this.precharge, 0)) changed = true;
    if (this.discharge.operations !== operations && this.discharge.conducting) {
      if (shorted) this.closedOntoFault += 1;
      if (Math.abs(acrossVolts) > NOTABLE_VOLTS) this.closedOntoVoltage += 1;
    }
    return changed;
  }

  private stepOne(contactor: Contactor, amps: number): boolean {
    if (!contactor.moving) return false;
    const before = contactor.conducting;
    if (contactor.bouncing && amps > this.makeAmps && !contactor.welded && !contactor.stuckOpen) {
      contactor.welded = true;
      this.weldedByClosing += 1;
    }
    const atRest = contactor.step();
    if (before && atRest && !contactor.conducting && amps > this.breakAmps) {
      contactor.welded = true;
      contactor.settle();
      this.weldedByBreaking += 1;
    }
    return contactor.conducting !== before;
  }
}

// The load's side of the discharge contactor: its input capacitor, a dead short, and how both come to rest after the
// contactor or the pre-charge path has moved. Works in milliseconds by closed forms, so that peaks and crossings are
// exact; the rest voltage and resistance of the pack come from outside.

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { abs, exp, max } = Math;

export const ISOLATED = 0;
/** Through the pre-charge resistor. */
export const PRECHARGING = 1;
/** Through the discharge contactor. */
export const CONNECTED = 2;

const MILLISECOND = 1e-3;
/** Resistor that empties the capacitor when nothing else does. */
const BLEEDER_OHMS = 10_000;

/** Closer than this the capacitor counts as at rest: it follows the pack's slow moves without steps of its own. */
const REST_VOLTS = 0.01;
const REST_VOLTS_PER_STEP = 1e-7;

export class LoadBus {
  farads: number;
  esrOhms: number;
  shorted = false;
  shortOhms = 0;
  shortHenries = 0;
  volts = 0;
  /** Nothing moves any more: longer steps may be taken. */
  atRest = true;

  // The branch current that the bus draws beside the resting circuit, during the last millisecond:
  // final + swing exp(-t / tau).
  finalAmps = 0;
  swingAmps = 0;
  tauSeconds = 0;
  meanAmps = 0;
  /** At the end of the millisecond. */
  endAmps = 0;
  private shortAmps = 0;

  constructor(farads: number, esrOhms: number) {
    this.farads = farads;
    this.esrOhms = esrOhms;
  }

  /** The capacitor's bleeder resistor. */
  get bleederSiemens(): number {
    return this.farads > 0 ? 1 / BLEEDER_OHMS : 0;
  }

  /** The branch current at once after a change, before time has passed. */
  touch(mode: number, packVolts: number, packOhms: number, prechargeOhms: number): void {
    if (mode === CONNECTED && this.shorted) this.endAmps = this.shortAmps;
    else if (mode === CONNECTED)
      this.endAmps = this.farads > 0 ? (packVolts - this.volts) / (packOhms + this.esrOhms) : 0;
    else if (mode === PRECHARGING) this.endAmps = (packVolts - this.volts) / (packOhms + prechargeOhms);
    else this.endAmps = 0;
    if (mode !== CONNECTED || !this.shorted) this.shortAmps = 0;
    if (mode === CONNECTED && !this.shorted && this.farads === 0) this.volts = packVolts;
    if (mode === ISOLATED && (this.shorted || this.farads === 0)) this.volts = 0;
    this.atRest =
      mode === ISOLATED || (mode === CONNECTED && !this.shorted && abs(packVolts - this.volts) < REST_VOLTS);
    if (this.atRest && mode === CONNECTED) {
      this.volts = packVolts;
      this.endAmps = 0;
    }
  }

  /** Lets a millisecond pass on the pack; `drainAmps` and `drainSiemens` hang on the bus while it is pre-charging. */
  step(
    mode: number,
    packVolts: number,
    packOhms: number,
    prechargeOhms: number,
    drainAmps: number,
    drainSiemens: number,
  ): void {
    if (mode === CONNECTED && this.shorted) this.stepShort(packVolts, packOhms);
    else if (mode === CONNECTED) this.stepCapacitor(packVolts, packOhms);
    else this.stepPrecharge(packVolts, packOhms + prechargeOhms, drainAmps, drainSiemens);
  }

  /** Lets any time pass without connection to the pack. */
  isolated(seconds: number, drainAmps: number, drainSiemens: number): void {
    this.branch(0, 0, 0);
    this.shortAmps = 0;
    this.atRest = drainAmps === 0;
    if (this.shorted || this.farads === 0) {
      this.volts = 0;
      return;
    }
    const siemens = drainSiemens + this.bleederSiemens;
    const final = -drainAmps / siemens;
    this.volts = max(0, final + (this.volts - final) * exp((-seconds * siemens) / this.farads));
  }

  private stepShort(packVolts: number, packOhms: number): void {
    const ohms = packOhms + this.shortOhms;
    const final = max(0, packVolts) / ohms;
    this.branch(final, this.shortAmps - final, this.shortHenries / ohms);
    this.shortAmps = this.endAmps;
    // The capacitor empties into the short past the shunt.
    this.volts = this.endAmps * this.shortOhms;
    this.atRest = false;
  }

  private stepCapacitor(packVolts: number, packOhms: number): void {
    this.shortAmps = 0;
    const ohms = packOhms + this.esrOhms;
    const gap = packVolts - this.volts;
    if (this.farads === 0 || abs(gap) < REST_VOLTS) {
      this.branch(0, 0, 0);
      this.volts = packVolts;
      this.atRest = true;
      return;
    }
    this.branch(0, gap / ohms, ohms * this.farads);
    this.volts = packVolts - this.endAmps * ohms;
    this.atRest = false;
  }

  private stepPrecharge(packVolts: number, ohms: number, drainAmps: number, drainSiemens: number): void {
    this.shortAmps = 0;
    const before = this.volts;
    if (this.shorted) {
      this.branch(max(0, packVolts) / (ohms + this.shortOhms), 0, 0);
      this.volts = this.endAmps * this.shortOhms;
    } else {
      const siemens = 1 / ohms + drainSiemens + this.bleederSiemens;
      const final = max(0, (packVolts / ohms - drainAmps) / siemens);
      this.branch((packVolts - final) / ohms, (final - before) / ohms, this.farads / siemens);
      this.volts = packVolts - this.endAmps * ohms;
    }
    this.atRest = abs(this.volts - before) < REST_VOLTS_PER_STEP;
  }

  private branch(final: number, swing: number, tauSeconds: number): void {
    const decay = tauSeconds > 0 ? exp(-MILLISECOND / tauSeconds) : 0;
    this.finalAmps = final;
    this.swingAmps = swing;
    this.tauSeconds = tauSeconds;
    this.meanAmps = final + (swing * tauSeconds * (1 - decay)) / MILLISECOND;
    this.endAmps = final + swing * decay;
  }
}

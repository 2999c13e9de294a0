// The pack's terminals with everything that hangs on them at rest: cells as one source behind one resistance against a
// charger (constant current, then constant voltage), constant currents, constant powers and resistors. One quadratic.

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { sqrt } = Math;

export class Circuit {
  // What is connected: written before `solve`.
  emf = 0;
  ohms = 1;
  drainAmps = 0;
  drainWatts = 0;
  drainSiemens = 0;
  chargerConnected = false;
  chargerVolts = 0;
  chargerAmps = 0;
  chargerOhms = 1;

  // What follows.
  volts = 0;
  /** From the charger. */
  chargingAmps = 0;
  /** The source cannot deliver the constant powers; they were left out of `volts`. */
  overloaded = false;

  solve(): void {
    this.chargingAmps = 0;
    if (!this.chargerConnected) {
      this.volts = this.node(this.drainAmps, this.drainSiemens);
      return;
    }
    const { chargerVolts, chargerAmps, chargerOhms } = this;
    this.volts = this.node(this.drainAmps - chargerAmps, this.drainSiemens);
    if (this.volts <= chargerVolts - chargerAmps * chargerOhms) {
      this.chargingAmps = chargerAmps;
      return;
    }
    const behindCable = 1 / chargerOhms;
    this.volts = this.node(this.drainAmps - chargerVolts * behindCable, this.drainSiemens + behindCable);
    this.chargingAmps = (chargerVolts - this.volts) * behindCable;
    if (this.chargingAmps > 0) return;
    this.chargingAmps = 0;
    this.volts = this.node(this.drainAmps, this.drainSiemens);
  }

  /** The node's voltage U in U = emf - ohms (amps + siemens U + watts / U). */
  private node(amps: number, siemens: number): number {
    const slope = 1 + this.ohms * siemens;
    const open = this.emf - this.ohms * amps;
    this.overloaded = false;
    if (this.drainWatts === 0) return open / slope;
    const inner = open * open - 4 * slope * this.ohms * this.drainWatts;
    if (inner >= 0 && open > 0) return (open + sqrt(inner)) / (2 * slope);
    this.overloaded = true;
    return open / slope;
  }
}

// A charger: constant current, then constant voltage at its own terminals, behind the resistance of its cable.

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { max, min } = Math;

export interface Charger {
  readonly volts: number;
  readonly amps: number;
  /** Follows the limits that the BMS publishes. */
  readonly obeysLimits: boolean;
  /** 0.005 unless told. */
  readonly cableOhms?: number;
  /** 'discharge' for one that is wired to the load's side; 'charge' unless told. */
  readonly port?: 'charge' | 'discharge';
}

export interface ChargeLimits {
  readonly volts: number;
  readonly amps: number;
}

const LAG_SECONDS = 45;
const LAG_ENTRIES = LAG_SECONDS + 1;
const DEFAULT_CABLE_OHMS = 0.005;
const LEAST_CABLE_OHMS = 1e-4;

/** Detected when its open voltage exceeds the pack's by the first, until by less than the second (volts). */
const DETECTED_ABOVE = 1;
const REMOVED_BELOW = 0.5;

/** The charger with the delay line of the limits it was told. Ticks once a second. */
export class ChargerLine {
  charger: Charger | null = null;
  detected = false;
  private limits: ChargeLimits | null = null;
  private readonly volts = new Float64Array(LAG_ENTRIES);
  private readonly amps = new Float64Array(LAG_ENTRIES);
  private at = 0;

  get onDischargePort(): boolean {
    return this.charger?.port === 'discharge';
  }

  get cableOhms(): number {
    return max(LEAST_CABLE_OHMS, this.charger?.cableOhms ?? DEFAULT_CABLE_OHMS);
  }

  /** The set-points it works with now. */
  get setVolts(): number {
    const charger = this.charger;
    if (charger === null) return 0;
    if (!charger.obeysLimits || this.limits === null) return charger.volts;
    return min(charger.volts, this.volts[this.at]);
  }

  get setAmps(): number {
    const charger = this.charger;
    if (charger === null) return 0;
    if (!charger.obeysLimits || this.limits === null) return charger.amps;
    return max(0, min(charger.amps, this.amps[this.at]));
  }

  /** The first limits ever are taken at once: before them the charger had nothing to go by. */
  publish(limits: ChargeLimits | null): void {
    if (limits !== null && this.limits === null) {
      this.volts.fill(limits.volts);
      this.amps.fill(limits.amps);
    }
    this.limits = limits;
  }

  tick(): void {
    if (this.limits === null) return;
    this.volts[this.at] = this.limits.volts;
    this.amps[this.at] = this.limits.amps;
    this.at = (this.at + 1) % LAG_ENTRIES;
  }

  /** Looks at K+: the open voltage of the charger's own supply, whatever it was told and whether its contactor is closed. */
  detect(packVolts: number): void {
    const above = this.charger === null ? -1 : this.charger.volts - packVolts;
    this.detected = above > (this.detected ? REMOVED_BELOW : DETECTED_ABOVE);
  }
}

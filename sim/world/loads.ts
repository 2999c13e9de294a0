// What may hang on the load terminals, described as data, and the state of the one that does: electronic loads draw
// nothing until their voltage has been good for a while, and stop at once when it is not.

interface Placed {
  /** 'charge' for one that is wired to the charger's side; 'discharge' unless told. */
  readonly port?: 'charge' | 'discharge';
}

interface Electronic extends Placed {
  /** Draws nothing below this voltage; 60 % of the pack's nominal unless told. */
  readonly lockoutVolts?: number;
  /** Waits this long at a good voltage before it draws; 3000 unless told. */
  readonly startMs?: number;
}

export type Load =
  /** Constant current; negative is a motor that brakes: current into the pack. */
  | (Electronic & { readonly kind: 'current'; readonly amps: number })
  | (Electronic & { readonly kind: 'power'; readonly watts: number })
  /** Constant mean power with 100 Hz ripple; `ripple` is its amplitude, 0.3 of the mean unless told. */
  | (Electronic & { readonly kind: 'inverter'; readonly watts: number; readonly ripple?: number })
  | (Placed & { readonly kind: 'resistor'; readonly ohms: number });

export const RIPPLE_HERTZ = 100;

const NEVER = Infinity;
const DEFAULT_RIPPLE = 0.3;
const DEFAULT_START_MS = 3000;
const LOCKOUT_SHARE = 0.6;
/** A load that gave up tries again above this times its lock-out voltage. */
const RESTART_FACTOR = 1.05;
/** Lowest resistance a resistor may have. */
const LEAST_OHMS = 1e-3;

export class LoadState {
  load: Load | null = null;
  /** An electronic load draws; a resistor always does. */
  on = false;
  // What it draws now: constant current, constant power, conductance.
  amps = 0;
  watts = 0;
  siemens = 0;
  /** Amplitude of the current's ripple against its mean. */
  ripple = 0;
  private readonly nominalVolts: number;
  /** Since when the voltage is good; -1 while it is not. */
  private goodSinceMs = -1;

  constructor(nominalVolts: number) {
    this.nominalVolts = nominalVolts;
  }

  get onChargePort(): boolean {
    return this.load?.port === 'charge';
  }

  set(load: Load | null): void {
    this.load = load;
    this.on = false;
    this.apply();
  }

  /** Sees the voltage at its terminals; true when it started or stopped. */
  watch(volts: number, nowMs: number): boolean {
    const lockout = this.lockoutVolts;
    if (this.on) {
      if (volts >= lockout) return false;
      this.stop();
      return true;
    }
    if (volts < lockout * RESTART_FACTOR) this.goodSinceMs = -1;
    else if (this.goodSinceMs < 0) this.goodSinceMs = nowMs;
    if (this.load === null || this.load.kind === 'resistor') return false;
    if (this.goodSinceMs < 0 || nowMs < this.goodSinceMs + this.startDelayMs) return false;
    this.on = true;
    this.apply();
    return true;
  }

  stop(): void {
    this.on = false;
    this.goodSinceMs = -1;
    this.apply();
  }

  /** When it will start if the voltage stays good. */
  get startsAtMs(): number {
    const waits = !this.on && this.goodSinceMs >= 0 && this.load !== null && this.load.kind !== 'resistor';
    return waits ? this.goodSinceMs + this.startDelayMs : NEVER;
  }

  private get lockoutVolts(): number {
    const load = this.load;
    const told = load !== null && load.kind !== 'resistor' ? load.lockoutVolts : undefined;
    return told ?? LOCKOUT_SHARE * this.nominalVolts;
  }

  private get startDelayMs(): number {
    const load = this.load;
    return (load !== null && load.kind !== 'resistor' ? load.startMs : undefined) ?? DEFAULT_START_MS;
  }

  private apply(): void {
    const load = this.load;
    this.amps = load?.kind === 'current' && this.on ? load.amps : 0;
    this.watts = (load?.kind === 'power' || load?.kind === 'inverter') && this.on ? load.watts : 0;
    this.siemens = load?.kind === 'resistor' ? 1 / Math.max(LEAST_OHMS, load.ohms) : 0;
    this.ripple = load?.kind === 'inverter' && this.on ? (load.ripple ?? DEFAULT_RIPPLE) : 0;
  }
}

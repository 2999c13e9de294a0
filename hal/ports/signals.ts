// Digital inputs.

export interface Signals {
  /** A charger is seen on K+/K-. */
  chargerDetected(): boolean;
  /** Ignition (ACC). */
  accessoryOn(): boolean;
}

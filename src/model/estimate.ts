// What was concluded from the samples: written by estimation alone.

export interface Estimate {
  /** A ledger was restored or synchronised; until then the charge figures mean nothing. */
  readonly socKnown: boolean;
  readonly socPermille: number;
  readonly remainingMilliampHours: number;
  /** Charge moved since the ledger began, each direction for itself. */
  readonly chargedMilliampHours: number;
  readonly dischargedMilliampHours: number;
  /** What the firmware's own supply draws past the shunt now. */
  readonly ownMicroamps: number;
}

// What actuation did: the outputs commanded, and what the board reads back.

export interface Switching {
  /** Outputs commanded on. */
  readonly commanded: number;
  /** Outputs the board reports on. */
  readonly readBack: number;
  /** Outputs that have disobeyed for longer than a driver needs. */
  readonly disobedient: number;
  /** No path has been closed, by command or read-back, for this long; saturates at SILENCE_CEILING_MS. */
  readonly openMs: number;
  /** Pre-charge attempts that failed in a row. */
  readonly prechargeFailures: number;
  readonly precharging: boolean;
}

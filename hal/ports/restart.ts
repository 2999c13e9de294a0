// Why the device started this time: what the chip and the engine say of the run before.

/** Reasons. */
export const POWER_ON = 0;
export const BROWN_OUT = 1;
export const WATCHDOG = 2;
/** The script engine gave up: memory, stack, an exception that nobody caught. */
export const ENGINE_ABORT = 3;
/** The firmware asked for it. */
export const REQUESTED = 4;

export interface Restart {
  readonly reason: number;
  /** For ENGINE_ABORT the engine's own number of the reason; otherwise 0. */
  readonly detail: number;
}

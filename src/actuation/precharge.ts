// Pre-charge: the load's capacitors are filled through a resistor before the discharge contactor may close onto them.
// A pure machine: `next` takes the state, what is seen and the time, and answers the next state.
// Without a measurement of the load voltage the current is the judge (domain reference 8.3): it must decay to almost
// nothing in time; a short or a load that draws already keeps it up.

/** The load path is open and nobody asks for it. */
export const OPEN = 0;
/** The resistor is connected. */
export const FILLING = 1;
/** The contactor is closed; the resistor stays a moment longer. */
export const HANDOVER = 2;
export const CLOSED = 3;
/** An attempt failed; the resistor cools. */
export const RESTING = 4;

export type PrechargeState = typeof OPEN | typeof FILLING | typeof HANDOVER | typeof CLOSED | typeof RESTING;

/** The current must stay settled for so long. */
export const SETTLED_MS = 100;
const HANDOVER_MS = 100;
/** The resistor takes half of C V^2 at each attempt, and needs time to give it away. */
export const REST_MS = 10_000;

export interface PrechargeInput {
  /** The discharge path is wanted, and nothing withholds it. */
  wanted: boolean;
  /** It may be closed from open now (no running delay, off long enough). */
  mayClose: boolean;
  /** The board has a pre-charge path at all. */
  fitted: boolean;
  /** Time in the present state. */
  inStateMs: number;
  /** The current has been small for so long. */
  settledMs: number;
  /** When an attempt has lasted so long it has failed. */
  timeoutMs: number;
}

export function nextPrecharge(state: PrechargeState, input: PrechargeInput): PrechargeState {
  if (state === RESTING) return input.inStateMs >= REST_MS ? OPEN : RESTING;
  if (!input.wanted) return OPEN;
  switch (state) {
    case OPEN:
      if (!input.mayClose) return OPEN;
      return input.fitted ? FILLING : CLOSED;
    case FILLING:
      if (input.settledMs >= SETTLED_MS) return HANDOVER;
      return input.inStateMs >= input.timeoutMs ? RESTING : FILLING;
    case HANDOVER:
      return input.inStateMs >= HANDOVER_MS ? CLOSED : HANDOVER;
    case CLOSED:
      return CLOSED;
  }
}

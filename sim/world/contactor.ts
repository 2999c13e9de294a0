// One contactor: it takes time to operate and to release, bounces, and can weld or stick (domain reference 8.4).

import type { ContactorName } from './world';

export const OPERATE_MS = 25;
export const BOUNCE_MS = 5;
export const RELEASE_MS = 12;

/** The coil pulls in from the first on and drops out below the second. */
const PULL_IN_VOLTS = 9;
const HOLD_VOLTS = 5;

const OPEN = 0;
const OPERATING = 1;
const BOUNCING = 2;
const CLOSED = 3;
const RELEASING = 4;

export class Contactor {
  readonly name: ContactorName;
  /** The contacts conduct. */
  conducting = false;
  welded = false;
  stuckOpen = false;
  operations = 0;
  private phase = OPEN;
  private phaseMs = 0;

  constructor(name: ContactorName) {
    this.name = name;
  }

  get moving(): boolean {
    return this.phase === OPERATING || this.phase === BOUNCING || this.phase === RELEASING;
  }

  get bouncing(): boolean {
    return this.phase === BOUNCING;
  }

  /** Puts `volts` (0 for none) on the coil. */
  drive(volts: number): void {
    if (this.phase === OPEN && volts >= PULL_IN_VOLTS) this.enter(OPERATING);
    else if (this.phase === RELEASING && volts >= PULL_IN_VOLTS) this.enter(CLOSED);
    else if (this.phase === OPERATING && volts < HOLD_VOLTS) this.enter(OPEN);
    else if ((this.phase === CLOSED || this.phase === BOUNCING) && volts < HOLD_VOLTS) this.enter(RELEASING);
    this.settle();
  }

  /** Lets a millisecond pass. True when the contacts are at rest after it. */
  step(): boolean {
    this.phaseMs += 1;
    if (this.phase === OPERATING && this.phaseMs >= OPERATE_MS) {
      this.operations += 1;
      this.enter(BOUNCING);
    } else if (this.phase === BOUNCING && this.phaseMs >= BOUNCE_MS) this.enter(CLOSED);
    else if (this.phase === RELEASING && this.phaseMs >= RELEASE_MS) this.enter(OPEN);
    this.settle();
    return !this.moving;
  }

  /** Works out `conducting` again; for those who change `welded` or `stuckOpen`. */
  settle(): void {
    const touching =
      this.phase === CLOSED || this.phase === RELEASING || (this.phase === BOUNCING && this.phaseMs % 2 === 0);
    this.conducting = this.welded || (touching && !this.stuckOpen);
  }

  private enter(phase: number): void {
    this.phase = phase;
    this.phaseMs = 0;
  }
}

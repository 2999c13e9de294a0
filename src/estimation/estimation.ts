// Estimation: what the readings mean. For now the ledger alone says the state of charge, from a starting point that the
// store or the installer gives; without one it is unknown, and stays so.
// Reads the Sample, makes the Estimate.

import { divRound } from '../model/arithmetic';
import type { Estimate } from '../model/estimate';
import type { Mutable } from '../model/mutable';
import type { Sample } from '../model/sample';
import { createLedger, microampSecondsOf, milliampHours } from './ledger';

export interface Estimation {
  readonly estimate: Estimate;
  configure(capacityMilliampHours: number): void;
  /** After each current reading. */
  integrate(sample: Sample): void;
  /** Once a second: what clients see. */
  publish(sample: Sample): void;
  /** States the charge that is in the pack now. */
  setRemaining(remainingMilliampHours: number): void;
}

export function createEstimation(ownMilliwatts: number): Estimation {
  return new LedgerEstimation(ownMilliwatts);
}

class LedgerEstimation implements Estimation {
  readonly estimate: Mutable<Estimate> = {
    socKnown: false,
    socPermille: 0,
    remainingMilliampHours: 0,
    chargedMilliampHours: 0,
    dischargedMilliampHours: 0,
    ownMicroamps: 0,
  };
  private readonly ownMilliwatts: number;
  private readonly ledger = createLedger();
  private capacityMilliampHours = 0;
  /** What was in the pack when the ledger stood at 0; unknown until somebody says. */
  private baseMicroampSeconds: number | undefined;

  constructor(ownMilliwatts: number) {
    this.ownMilliwatts = ownMilliwatts;
  }

  configure(capacityMilliampHours: number): void {
    this.capacityMilliampHours = capacityMilliampHours;
  }

  integrate(sample: Sample): void {
    const current = sample.current;
    if (current.fresh) {
      this.ledger.book(current.microamps, this.estimate.ownMicroamps, current.timeUs, current.timeMs);
    }
  }

  publish(sample: Sample): void {
    const { estimate, ledger, baseMicroampSeconds } = this;
    const { cells } = sample;
    // The board's own supply does not pass the shunt: at 80 V its 1.5 W are 0.45 Ah a day.
    if (cells.valid && cells.sumMillivolts > 0) {
      estimate.ownMicroamps = divRound(this.ownMilliwatts * 1_000_000, cells.sumMillivolts);
    }
    estimate.chargedMilliampHours = milliampHours(ledger.inMicroampSeconds);
    estimate.dischargedMilliampHours = milliampHours(ledger.outMicroampSeconds);
    if (baseMicroampSeconds === undefined) return;
    const capacity = microampSecondsOf(this.capacityMilliampHours);
    const remaining = Math.min(Math.max(baseMicroampSeconds + ledger.microampSeconds, 0), capacity);
    estimate.socKnown = true;
    estimate.remainingMilliampHours = milliampHours(remaining);
    estimate.socPermille = divRound(remaining * 1_000, capacity);
  }

  setRemaining(remainingMilliampHours: number): void {
    this.baseMicroampSeconds = microampSecondsOf(remainingMilliampHours) - this.ledger.microampSeconds;
  }
}

// The main fuse: melts at an integral of the squared current, and forgets it as soon as the current is an ordinary one.

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { abs } = Math;

/** It warms noticeably above this. */
const WARMING_AMPS = 1500;

export class Fuse {
  blown = false;
  private readonly meltsAt: number;
  private ampsSquaredSeconds = 0;

  constructor(meltsAtAmpsSquaredSeconds: number) {
    this.meltsAt = meltsAtAmpsSquaredSeconds;
  }

  warms(amps: number): boolean {
    return !this.blown && abs(amps) >= WARMING_AMPS;
  }

  carry(amps: number, seconds: number): void {
    if (!this.warms(amps)) {
      this.ampsSquaredSeconds = 0;
      return;
    }
    this.ampsSquaredSeconds += amps * amps * seconds;
    if (this.ampsSquaredSeconds >= this.meltsAt) this.blown = true;
  }

  replace(): void {
    this.blown = false;
    this.ampsSquaredSeconds = 0;
  }
}

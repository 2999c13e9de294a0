// The world's time as the 32-bit counts of a chip, with an offset so that they wrap where a scenario wants them to.

import type { Clock } from '../ports/clock';
import type { World } from '../../sim/world/world';

// Bound once: in the sandbox where tests run every look-up in a global object is slow.
const { floor } = Math;

export class HostClock implements Clock {
  private readonly world: World;
  private readonly offsetMs: number;
  private readonly partsPerMillion: number;

  constructor(world: World, offsetMs: number, partsPerMillion: number) {
    this.world = world;
    this.offsetMs = offsetMs;
    this.partsPerMillion = partsPerMillion;
  }

  milliseconds(): number {
    return (this.offsetMs + this.world.nowMs + floor(this.gainedMs)) | 0;
  }

  microseconds(): number {
    return ((this.offsetMs + this.world.nowMs + this.gainedMs) * 1000) | 0;
  }

  private get gainedMs(): number {
    return this.partsPerMillion === 0 ? 0 : (this.world.nowMs * this.partsPerMillion) / 1e6;
  }

  since(startMs: number): number {
    return (this.milliseconds() - startMs) | 0;
  }
}

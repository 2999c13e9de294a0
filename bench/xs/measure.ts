// Exact figures of a piece of program on XS: byte codes, garbage and (on RV32) instructions of a call, memory it leaves,
// stack it needs. Only for programs that run there; what the figures are for is up to them.

import { xsHost } from '../../tests/xs/xsHost';

export interface Cost {
  readonly byteCodes: number;
  /** 0 but on RV32. */
  readonly instructions: number;
  readonly garbageBytes: number;
}

export interface Live {
  /** Above what the machine itself uses, after a collection. */
  readonly slotBytes: number;
  readonly chunkBytes: number;
  /** Names made at run time, and preloaded objects copied into RAM. */
  readonly keys: number;
  readonly aliases: number;
}

function nothing(): void {
  // What it costs to call something that does nothing is not the cost of what is measured.
}

function usedBytes(): number {
  return xsHost.slotBytes() + xsHost.chunkBytes();
}

function spentBy(call: () => void, calls: number): Cost {
  xsHost.collect();
  const collections = xsHost.collections();
  const bytes = usedBytes();
  const codes = xsHost.byteCodes();
  const instructions = xsHost.instructions();
  for (let index = 0; index < calls; index += 1) call();
  const spentInstructions = xsHost.instructions() - instructions;
  const spentCodes = xsHost.byteCodes() - codes;
  const garbageBytes = usedBytes() - bytes;
  if (xsHost.collections() !== collections) {
    throw new Error('a collection came between: measure fewer calls, or in a larger machine');
  }
  return { byteCodes: spentCodes, instructions: spentInstructions, garbageBytes };
}

/** The mean cost of one of `calls` calls; the first call, which may set things up, is not among them. */
export function costOf(call: () => void, calls = 1): Cost {
  call();
  return costOfNext(call, calls);
}

/** The same, of the very next calls. */
export function costOfNext(call: () => void, calls = 1): Cost {
  const spent = spentBy(call, calls);
  const empty = spentBy(nothing, calls);
  return {
    byteCodes: (spent.byteCodes - empty.byteCodes) / calls,
    instructions: (spent.instructions - empty.instructions) / calls,
    garbageBytes: (spent.garbageBytes - empty.garbageBytes) / calls,
  };
}

/** What is in use now that nobody can do without. */
export function live(): Live {
  xsHost.collect();
  return {
    slotBytes: xsHost.slotBytes() - xsHost.emptySlotBytes(),
    chunkBytes: xsHost.chunkBytes() - xsHost.emptyChunkBytes(),
    keys: xsHost.keys(),
    aliases: xsHost.aliases(),
  };
}

export function liveBytes(): number {
  const { slotBytes, chunkBytes } = live();
  return slotBytes + chunkBytes;
}

/** How much more is in use after `calls` further calls. */
export function leakOver(call: () => void, calls: number): number {
  call();
  const before = liveBytes();
  for (let index = 0; index < calls; index += 1) call();
  return liveBytes() - before;
}

/** Slots of the JavaScript stack that one call needs, above what is in use where it is called. */
export function stackPeakOf(call: () => void): number {
  xsHost.resetStackPeak();
  const before = xsHost.stackPeak();
  call();
  return xsHost.stackPeak() - before;
}

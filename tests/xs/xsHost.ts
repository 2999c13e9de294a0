// The object that only our XS host defines (host/natives.c), for programs that run there. No function of it allocates.

export interface XsHost {
  /** One line on standard output. */
  print(text: string): void;
  /** What `--argument` said; empty without. */
  argument(): string;
  exit(code: number): never;
  /** Collects garbage now. */
  collect(): void;
  /** Byte codes executed so far; 0 on RV32, where the meter is left out of the engine. */
  byteCodes(): number;
  /** Instructions executed so far; 0 but on RV32. */
  instructions(): number;
  /** Bytes of slots in use: 16 each. */
  slotBytes(): number;
  /** Bytes of chunks handed out since the last collection, headers included. */
  chunkBytes(): number;
  /** The same two just after the machine was made. */
  emptySlotBytes(): number;
  emptyChunkBytes(): number;
  /** Collections so far. */
  collections(): number;
  /** The most stack slots in use since the last reset. */
  stackPeak(): number;
  resetStackPeak(): void;
  /** The most bytes of native stack in use so far; 0 but on RV32. */
  nativeStackPeak(): number;
  /** Names made at run time. They are never freed. */
  keys(): number;
  /** Preloaded objects and variables that were written and now live in RAM. */
  aliases(): number;
  /** The table of those that could be: 4 bytes each. */
  aliasTableBytes(): number;
}

export const { xsHost } = globalThis as unknown as { readonly xsHost: XsHost };

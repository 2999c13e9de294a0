// The drivers of the power outputs. Masks are those of src/model/outputs.

export interface Switches {
  /** Drives every output: a set bit on, a clear bit off. False when the board did not take the command. */
  drive(outputs: number): boolean;
  /** What the drivers really put out now. */
  readBack(): number;
}

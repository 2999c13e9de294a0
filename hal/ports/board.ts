// The facts of one board: what its hardware can bear and how it is built. A board is such a record, never logic.

export interface Board {
  readonly name: string;
  /** Channels of the cell monitor that can carry a cell. */
  readonly maximumCells: number;
  readonly maximumPackMillivolts: number;
  /** What shunt, contactors and busbars bear for good. */
  readonly maximumContinuousMilliamps: number;
  /** The end of the current measurement. */
  readonly measuringRangeMilliamps: number;
  /** Where the short-circuit comparator fires. */
  readonly shortCircuitMilliamps: number;
  readonly shortCircuitDelayMicroseconds: number;
  readonly maximumBalanceMilliamps: number;
  /** What the board itself draws from the pack past the shunt. */
  readonly ownMilliwatts: number;
  /** The resistor in the pre-charge path; 0 where there is none. */
  readonly prechargeMilliohms: number;
  /** The board's electronics live from a supply of their own, so the pack may be lower than they need. */
  readonly externalSupply: boolean;
  /** Power-stage over-temperature: trip and release. */
  readonly powerStageTripDeciCelsius: number;
  readonly powerStageClearDeciCelsius: number;
}

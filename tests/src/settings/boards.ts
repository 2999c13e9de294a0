// Boards for these tests, from the manual and the domain reference and not from hal/boards: what is judged here must not
// move with a board's folder.

import type { Board } from '../../../hal/ports/board';

/** The manual's hardware with a supply of its own: 25 cells, 100 V, 500 A, a 5 A balancer. */
export const reference: Board = Object.freeze({
  name: 'reference',
  maximumCells: 25,
  maximumPackMillivolts: 100_000,
  maximumContinuousMilliamps: 500_000,
  measuringRangeMilliamps: 1_092_000,
  shortCircuitMilliamps: 1_000_000,
  shortCircuitDelayMicroseconds: 300,
  maximumBalanceMilliamps: 5_000,
  ownMilliwatts: 1_500,
  prechargeMilliohms: 47_000,
  externalSupply: true,
  powerStageTripDeciCelsius: 1_000,
  powerStageClearDeciCelsius: 800,
});

/** The same, living from the pack. */
export const packFed: Board = Object.freeze({ ...reference, name: 'packFed', externalSupply: false });

/** A board for small packs: 16 cells, 100 A, a short-circuit trip below the usual second level, no active balancer. */
export const small: Board = Object.freeze({
  ...reference,
  name: 'small',
  maximumCells: 16,
  maximumPackMillivolts: 80_000,
  maximumContinuousMilliamps: 100_000,
  measuringRangeMilliamps: 600_000,
  shortCircuitMilliamps: 266_667,
  maximumBalanceMilliamps: 0,
  externalSupply: false,
});

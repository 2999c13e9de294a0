// The board that the PC runs: the manual's hardware (500 A / 75 mV shunt, 25 cells, 5 A balancer) with a supply of its own.

import type { Board } from '../ports/board';

export const simulated: Board = Object.freeze({
  name: 'simulated',
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

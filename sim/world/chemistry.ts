// What a chemistry is made of, apart from its open-circuit voltage: domain reference 9.2, 9.3 and, for self-discharge, 5.

import type { Chemistry } from './world';

export interface CellModel {
  readonly nominalVolts: number;
  /** Resistances times capacity at 25 degC and half charge. */
  readonly ohmicOhmAmpHours: number;
  readonly polarisationOhmAmpHours: number;
  readonly polarisationSeconds: number;
  /** Largest lag of the rest voltage behind the direction of the current. */
  readonly hysteresisVolts: number;
  readonly selfDischargePerMonth: number;
}

export const CELL_MODELS: Readonly<Record<Chemistry, CellModel>> = {
  lfp: {
    nominalVolts: 3.2,
    ohmicOhmAmpHours: 0.07,
    polarisationOhmAmpHours: 0.06,
    polarisationSeconds: 60,
    hysteresisVolts: 0.01,
    selfDischargePerMonth: 0.02,
  },
  nmc: {
    nominalVolts: 3.7,
    ohmicOhmAmpHours: 0.06,
    polarisationOhmAmpHours: 0.06,
    polarisationSeconds: 40,
    hysteresisVolts: 0,
    selfDischargePerMonth: 0.02,
  },
  lto: {
    nominalVolts: 2.3,
    ohmicOhmAmpHours: 0.025,
    polarisationOhmAmpHours: 0.025,
    polarisationSeconds: 30,
    hysteresisVolts: 0,
    selfDischargePerMonth: 0.015,
  },
};

/** Hysteresis settles with this many times the charge moved per capacity. */
export const HYSTERESIS_RATE = 20;

/** Resistance against 25 degC (Arrhenius, 2400 K). */
export function resistanceFactor(celsius: number): number {
  return Math.exp(2400 * (1 / (celsius + 273.15) - 1 / 298.15));
}

/** Self-discharge against 25 degC: doubles every 10 K. */
export function selfDischargeFactor(celsius: number): number {
  return 2 ** ((celsius - 25) / 10);
}

/** Resistance against half charge: 1.5 below 10 %, led over to 1 until 12 % so that the voltage has no step. */
export function lowChargeFactor(soc: number): number {
  if (soc >= 0.12) return 1;
  return soc <= 0.1 ? 1.5 : 1.5 - (soc - 0.1) * 25;
}

// The packs and chargers most scenarios share.

import type { SimulationOptions } from '../simulation';
import type { Charger } from '../world/charger';

export const CELLS = 16;

/** 16 LFP cells of 280 Ah, half full, as alike as bought ones are. */
export const HOUSE_PACK: SimulationOptions = { pack: { cells: CELLS } };

/** The same with every cell at the same rest voltage. */
export function restingAt(cellVolts: number): SimulationOptions {
  return { pack: { cells: CELLS, initialCellVolts: alike(cellVolts) } };
}

export function alike(cellVolts: number, except: Readonly<Record<number, number>> = {}): readonly number[] {
  return Array.from({ length: CELLS }, (_, cell) => except[cell] ?? cellVolts);
}

/** Heeds nothing that the BMS publishes. */
export function disobedient(cellVolts: number, amps: number): Charger {
  return { volts: Math.round(CELLS * cellVolts * 100) / 100, amps, obeysLimits: false };
}

/** Follows the published limits within 45 s. */
export function obedient(amps: number): Charger {
  return { volts: 58, amps, obeysLimits: true };
}

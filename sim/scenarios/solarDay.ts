// A day in a house with solar cells: sun in a bell with clouds, an inverter with its ripple that feeds the house day and
// night. Nothing trips. The sun charges to the voltage the BMS publishes, so the same day suits packs of 14 to 25 cells.

import { Random } from '../world/random';
import { HOUSE_PACK } from './packs';
import type { Scenario, Step } from './scenario';

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const STEP_SECONDS = 300;
const SUNRISE_HOUR = 6;
const SUNSET_HOUR = 19;
const PEAK_SUN_AMPS = 38;
/** Open voltage of the solar charger; it follows the limits that the BMS publishes. */
const SUN_VOLTS = 100;

/** Mean power the house draws from each hour on. */
// prettier-ignore
const HOUSE_WATTS = [
  250, 250, 210, 210, 210, 250, 420, 760, 590, 420, 380, 420,
  680, 510, 380, 380, 510, 850, 1_500, 1_850, 1_600, 1_200, 680, 340,
] as const;

function sunAmps(seconds: number, clouds: Random): number {
  const share = (seconds / HOUR_SECONDS - SUNRISE_HOUR) / (SUNSET_HOUR - SUNRISE_HOUR);
  if (share <= 0 || share >= 1) return 0;
  const bell = Math.sin(Math.PI * share) ** 2;
  const clouded = clouds.unit() < 0.3 ? 0.2 + 0.5 * clouds.unit() : 1;
  return Math.round(PEAK_SUN_AMPS * bell * clouded * 10) / 10;
}

function dayOfSteps(): Step[] {
  const clouds = new Random(1, 'clouds');
  const house = new Random(1, 'house');
  const steps: Step[] = [];
  for (let at = 0; at < DAY_SECONDS; at += STEP_SECONDS) {
    const amps = sunAmps(at, clouds);
    const mean = HOUSE_WATTS[Math.floor(at / HOUR_SECONDS)];
    steps.push({ at, charger: amps > 0 ? { volts: SUN_VOLTS, amps, obeysLimits: true } : null });
    steps.push({ at, load: { kind: 'inverter', watts: Math.round(mean * (0.7 + 0.6 * house.unit())) } });
  }
  return steps;
}

export const solarDay: Scenario = {
  id: 'solar-day',
  help: 'A day and a night of sun, clouds and a house on an inverter: the pack is cycled and nothing trips.',
  cites: 'Domain reference 9.2 (inverter ripple, solar profile) and 10: no trip without a fault.',
  simulation: { pack: { ...HOUSE_PACK.pack, initialSoc: 0.55 } },
  durationSeconds: DAY_SECONDS,
  steps: dayOfSteps(),
  expect: [
    { never: 'any' },
    { at: 12 * HOUR_SECONDS, point: 'packMilliamps', from: 1, to: 60_000 },
    { at: 20 * HOUR_SECONDS - 60, point: 'packMilliamps', from: -60_000, to: -1 },
    { at: DAY_SECONDS, path: 'charge', closed: true },
    { at: DAY_SECONDS, path: 'discharge', closed: true },
  ],
};

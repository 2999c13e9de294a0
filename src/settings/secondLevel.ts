// The second overcurrent levels. Most clients know only the first level of each direction, so the second ones have
// defaults that go with it, and move out of the way when such a client raises the first.

import type { SettingKey, SettingValues } from './registry';
import { roundedDown, rowOf } from './rows';

/** Twice the first level: a charger connected the wrong way round, or a second pack. */
export function chargeSecondLevelMilliamps(chargeTripMilliamps: number): number {
  return roundedDown('chargeOvercurrent2TripMilliamps', 2 * chargeTripMilliamps);
}

/** `wanted`, or half way between the first level and the short-circuit trip where that leaves no room for it. */
export function dischargeSecondLevelMilliamps(
  wantedMilliamps: number,
  dischargeTripMilliamps: number,
  shortCircuitTripMilliamps: number,
): number {
  const halfWay = (dischargeTripMilliamps + shortCircuitTripMilliamps) / 2;
  const fits = wantedMilliamps < shortCircuitTripMilliamps;
  return roundedDown('dischargeOvercurrent2TripMilliamps', fits ? wantedMilliamps : halfWay);
}

/** Moves, in `next`, a second level that a raised first level has reached, unless this very write names it. */
export function followUpwards(
  before: Readonly<SettingValues>,
  next: SettingValues,
  written: readonly SettingKey[],
): void {
  const charge = next.chargeOvercurrentTripMilliamps;
  if (
    charge > before.chargeOvercurrentTripMilliamps &&
    charge >= next.chargeOvercurrent2TripMilliamps &&
    !written.includes('chargeOvercurrent2TripMilliamps')
  ) {
    next.chargeOvercurrent2TripMilliamps = chargeSecondLevelMilliamps(charge);
  }
  const discharge = next.dischargeOvercurrentTripMilliamps;
  if (
    discharge > before.dischargeOvercurrentTripMilliamps &&
    discharge >= next.dischargeOvercurrent2TripMilliamps &&
    !written.includes('dischargeOvercurrent2TripMilliamps')
  ) {
    next.dischargeOvercurrent2TripMilliamps = dischargeSecondLevelMilliamps(
      inDefaultProportionMilliamps(discharge),
      discharge,
      next.shortCircuitTripMilliamps,
    );
  }
}

/** As far above the first level as the two defaults lie apart. */
function inDefaultProportionMilliamps(dischargeTripMilliamps: number): number {
  const first = rowOf('dischargeOvercurrentTripMilliamps').fallback;
  const second = rowOf('dischargeOvercurrent2TripMilliamps').fallback;
  return (dischargeTripMilliamps * second) / first;
}

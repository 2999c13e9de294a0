// Heater: a thermostat on the coldest probe, with the settings' two temperatures.
// It runs from a charger, or from the pack when the user allows that and enough charge is left (domain reference 8.6).

import type { Facts } from '../model/facts';
import type { SettingValues } from '../settings/registry';

/** No probe may be hotter than this while the heater runs. */
const TOO_WARM_DECI_CELSIUS = 350;
/** The pack heats itself only above this charge. */
const LEAST_SOC_PERMILLE = 300;

export function heaterWanted(on: boolean, facts: Facts, values: Readonly<SettingValues>): boolean {
  const temperatures = facts.sample.temperatures;
  if (!temperatures.valid || temperatures.present === 0 || temperatures.lost !== 0) return false;
  if (temperatures.hottestDeciCelsius > TOO_WARM_DECI_CELSIUS) return false;
  const fromPack =
    values.heatFromPack === 1 && facts.estimate.socKnown && facts.estimate.socPermille > LEAST_SOC_PERMILLE;
  if (!facts.sample.chargerPresent && !fromPack) return false;
  return temperatures.coldestDeciCelsius < (on ? values.heaterOffDeciCelsius : values.heaterOnDeciCelsius);
}

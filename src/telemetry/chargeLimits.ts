// What the BMS asks of chargers and loads: the voltage and currents it publishes.
// For now they are the settings, and nothing at all while the path is withheld.

import type { Facts } from '../model/facts';
import { CHARGE, DISCHARGE } from '../model/outputs';
import { effectiveChargeMillivolts } from '../settings/atUse';
import type { SettingValues } from '../settings/registry';

type Values = Readonly<SettingValues>;

export function chargeVoltageLimitMillivolts(values: Values): number {
  return values.cellCount * effectiveChargeMillivolts(values);
}

export function chargeCurrentLimitMilliamps(facts: Facts, values: Values): number {
  return (facts.verdict.withheld & CHARGE) !== 0 || values.chargeSwitch === 0
    ? 0
    : values.chargeOvercurrentTripMilliamps;
}

export function dischargeCurrentLimitMilliamps(facts: Facts, values: Values): number {
  return (facts.verdict.withheld & DISCHARGE) !== 0 || values.dischargeSwitch === 0
    ? 0
    : values.dischargeOvercurrentTripMilliamps;
}

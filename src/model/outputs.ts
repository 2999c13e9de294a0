// The power outputs as bits of one mask: rules withhold them, actuation drives them, ports read them back.

export const CHARGE = 1;
export const DISCHARGE = 2;
export const PRECHARGE = 4;
export const HEATER = 8;
export const BALANCE = 16;

export const NO_OUTPUT = 0;
export const EVERY_OUTPUT = CHARGE | DISCHARGE | PRECHARGE | HEATER | BALANCE;

/** The outputs through which pack current can flow. */
export const POWER_PATHS = CHARGE | DISCHARGE | PRECHARGE | HEATER;

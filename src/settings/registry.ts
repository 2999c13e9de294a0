// The settings registry: one row per setting, in whole numbers of the unit that ends its name.
// Storage, range checks, screens, documents and types come from here; what must hold between rows is in consistency.ts,
// what a preset changes in presets.ts. A new setting takes a new id; an id is never used twice.

import { deepFreeze } from '../model/deepFreeze';
import { accessoryModes, answers, chemistries, portModes, switchPositions } from './row';
import type { SettingRow, TextRow } from './row';

// A row is read across.
// prettier-ignore
export const registry = deepFreeze([
  // The pack
  { id: 1, key: 'cellCount', unit: '', min: 3, max: 25, step: 1, fallback: 25,
    access: 'operate', since: 1, preset: 'keeps', help: 'How many cells are connected in series.' },
  { id: 2, key: 'capacityMilliampHours', unit: 'mAh', min: 2_000, max: 2_000_000, step: 100, fallback: 400_000,
    access: 'operate', since: 1, preset: 'keeps', help: 'The capacity the pack was designed for.' },
  { id: 3, key: 'chemistry', unit: '', min: 0, max: 3, step: 1, fallback: 0,
    access: 'operate', since: 1, options: chemistries,
    help: 'The kind of cell; a preset sets it together with the limits that suit it.' },
  { id: 4, key: 'coldChargeAcknowledged', unit: '', min: 0, max: 1, step: 1, fallback: 0,
    access: 'operate', since: 1, options: answers, preset: 'keeps',
    help: 'The owner accepts that charging LFP or NMC cells below 0 degrees Celsius damages them.' },
  { id: 5, key: 'chargeSwitch', unit: '', min: 0, max: 1, step: 1, fallback: 0,
    access: 'operate', since: 1, options: switchPositions,
    help: 'Whether charging is wanted; protection may still withhold it.' },
  { id: 6, key: 'dischargeSwitch', unit: '', min: 0, max: 1, step: 1, fallback: 0,
    access: 'operate', since: 1, options: switchPositions,
    help: 'Whether discharging is wanted; protection may still withhold it.' },
  { id: 7, key: 'balanceSwitch', unit: '', min: 0, max: 1, step: 1, fallback: 0,
    access: 'operate', since: 1, options: switchPositions,
    help: 'Whether balancing is wanted; protection may still withhold it.' },

  // Cell voltages
  { id: 18, key: 'cellUndervoltageTripMillivolts', unit: 'mV', min: 1_200, max: 4_350, step: 1, fallback: 2_600,
    access: 'operate', since: 1, help: 'A cell below this for the delay may not be discharged.' },
  { id: 19, key: 'cellUndervoltageClearMillivolts', unit: 'mV', min: 1_200, max: 4_350, step: 1, fallback: 2_800,
    access: 'operate', since: 1, help: 'Discharging is allowed again once every cell is above this.' },
  { id: 20, key: 'cellUndervoltageDelayMs', unit: 'ms', min: 100, max: 10_000, step: 1, fallback: 2_000,
    access: 'operate', since: 1, help: 'How long a cell must stay too low before discharging stops.' },
  { id: 21, key: 'cellOvervoltageTripMillivolts', unit: 'mV', min: 1_200, max: 4_350, step: 1, fallback: 3_650,
    access: 'operate', since: 1, help: 'A cell above this for the delay may not be charged.' },
  { id: 22, key: 'cellOvervoltageClearMillivolts', unit: 'mV', min: 1_200, max: 4_350, step: 1, fallback: 3_500,
    access: 'operate', since: 1, help: 'Charging is allowed again once every cell is below this.' },
  { id: 23, key: 'cellOvervoltageDelayMs', unit: 'ms', min: 100, max: 10_000, step: 1, fallback: 2_000,
    access: 'operate', since: 1, help: 'How long a cell must stay too high before charging stops.' },
  { id: 24, key: 'criticalMarginMillivolts', unit: 'mV', min: 20, max: 300, step: 1, fallback: 100,
    access: 'operate', since: 1,
    help: 'How far beyond the voltage limits a cell is in acute danger, so that the delay no longer counts.' },
  { id: 25, key: 'cellShutdownMillivolts', unit: 'mV', min: 1_200, max: 4_350, step: 1, fallback: 2_400,
    access: 'operate', since: 1,
    help: 'At this voltage of the lowest cell the battery management system switches itself off.' },
  { id: 26, key: 'cellSpreadWarnMillivolts', unit: 'mV', min: 50, max: 1_500, step: 1, fallback: 500,
    access: 'operate', since: 1, help: 'A difference between highest and lowest cell above this gives a warning.' },
  { id: 27, key: 'cellSpreadTripMillivolts', unit: 'mV', min: 50, max: 1_500, step: 1, fallback: 1_000,
    access: 'operate', since: 1, help: 'A difference between highest and lowest cell above this stops charging.' },

  // Balancing
  { id: 30, key: 'balanceTriggerMillivolts', unit: 'mV', min: 3, max: 1_000, step: 1, fallback: 5,
    access: 'operate', since: 1, help: 'Balancing runs while highest and lowest cell differ by more than this.' },
  { id: 31, key: 'balanceStartMillivolts', unit: 'mV', min: 1_200, max: 4_250, step: 1, fallback: 3_400,
    access: 'operate', since: 1, help: 'A cell below this gives no charge to others.' },
  { id: 32, key: 'balanceMaximumMilliamps', unit: 'mA', min: 300, max: 5_000, step: 100, fallback: 2_000,
    access: 'operate', since: 1,
    help: 'The highest current the balancer may move; a tenth of the capacity per hour is never exceeded.' },
  { id: 33, key: 'balanceCurrentGate', unit: '', min: 0, max: 1, step: 1, fallback: 1,
    access: 'operate', since: 1, options: switchPositions,
    help: 'Balance only while the pack current is small, because cell voltages mislead under load.' },
  { id: 34, key: 'wireResistanceAlarmMilliohms', unit: 'mOhm', min: 50, max: 1_000, step: 1, fallback: 250,
    access: 'operate', since: 1,
    help: 'A balance wire with more resistance than this is reported and its cells are not balanced.' },

  // Currents
  { id: 40, key: 'chargeOvercurrentTripMilliamps', unit: 'mA', min: 1_000, max: 500_000, step: 100, fallback: 100_000,
    access: 'operate', since: 1, help: 'Charging stops when the charge current stays above this for the delay.' },
  { id: 41, key: 'chargeOvercurrentDelaySeconds', unit: 's', min: 2, max: 600, step: 1, fallback: 30,
    access: 'operate', since: 1, help: 'How long the charge current must stay too high before charging stops.' },
  { id: 42, key: 'chargeOvercurrentReleaseSeconds', unit: 's', min: 2, max: 600, step: 1, fallback: 60,
    access: 'operate', since: 1, help: 'How long after a charge overcurrent charging is allowed again.' },
  { id: 43, key: 'chargeOvercurrent2TripMilliamps', unit: 'mA', min: 1_000, max: 1_000_000, step: 100,
    fallback: 200_000, access: 'operate', since: 1, help: 'Charging stops within half a second above this current.' },
  { id: 44, key: 'dischargeOvercurrentTripMilliamps', unit: 'mA', min: 1_000, max: 500_000, step: 100,
    fallback: 400_000, access: 'operate', since: 1,
    help: 'Discharging stops when the discharge current stays above this for the delay.' },
  { id: 45, key: 'dischargeOvercurrentDelaySeconds', unit: 's', min: 2, max: 600, step: 1, fallback: 30,
    access: 'operate', since: 1, help: 'How long the discharge current must stay too high before discharging stops.' },
  { id: 46, key: 'dischargeOvercurrentReleaseSeconds', unit: 's', min: 2, max: 600, step: 1, fallback: 60,
    access: 'operate', since: 1, help: 'How long after a discharge overcurrent discharging is allowed again.' },
  { id: 47, key: 'dischargeOvercurrent2TripMilliamps', unit: 'mA', min: 1_000, max: 1_000_000, step: 100,
    fallback: 600_000, access: 'operate', since: 1,
    help: 'Above this discharge current the short second delay counts.' },
  { id: 48, key: 'dischargeOvercurrent2DelayMs', unit: 'ms', min: 50, max: 5_000, step: 50, fallback: 500,
    access: 'operate', since: 1,
    help: 'How long the discharge current must stay above the second level before discharging stops.' },
  { id: 49, key: 'shortCircuitTripMilliamps', unit: 'mA', min: 1_000, max: 2_000_000, step: 1, fallback: 1_000_000,
    access: 'board', since: 1, help: 'The current at which the hardware opens the contactors by itself.' },
  { id: 50, key: 'shortCircuitDelayMicroseconds', unit: 'us', min: 0, max: 100_000, step: 1, fallback: 300,
    access: 'operate', since: 1, help: 'How long a short circuit must last before it counts.' },
  { id: 51, key: 'shortCircuitReleaseSeconds', unit: 's', min: 2, max: 600, step: 1, fallback: 60,
    access: 'operate', since: 1, help: 'How long after a short circuit the load is checked again.' },
  { id: 52, key: 'overcurrentLockCount', unit: '', min: 0, max: 20, step: 1, fallback: 5,
    access: 'operate', since: 1,
    help: 'After this many overcurrents within the lock window the output stays off until the cause is removed.' },
  { id: 53, key: 'overcurrentLockWindowSeconds', unit: 's', min: 60, max: 3_600, step: 1, fallback: 600,
    access: 'operate', since: 1, help: 'The time within which overcurrents are counted.' },

  // Temperatures
  { id: 60, key: 'chargeOvertemperatureTripDeciCelsius', unit: '0.1 degC', min: 300, max: 800, step: 1, fallback: 550,
    access: 'operate', since: 1, help: 'Charging stops when a cell probe is hotter than this.' },
  { id: 61, key: 'chargeOvertemperatureClearDeciCelsius', unit: '0.1 degC', min: 300, max: 800, step: 1, fallback: 500,
    access: 'operate', since: 1, help: 'Charging is allowed again once every cell probe is cooler than this.' },
  { id: 62, key: 'dischargeOvertemperatureTripDeciCelsius', unit: '0.1 degC', min: 300, max: 800, step: 1,
    fallback: 600, access: 'operate', since: 1, help: 'Discharging stops when a cell probe is hotter than this.' },
  { id: 63, key: 'dischargeOvertemperatureClearDeciCelsius', unit: '0.1 degC', min: 300, max: 800, step: 1,
    fallback: 550, access: 'operate', since: 1,
    help: 'Discharging is allowed again once every cell probe is cooler than this.' },
  { id: 64, key: 'chargeUndertemperatureTripDeciCelsius', unit: '0.1 degC', min: -450, max: 200, step: 1, fallback: 0,
    access: 'operate', since: 1, help: 'Charging stops when a cell probe is colder than this.' },
  { id: 65, key: 'chargeUndertemperatureClearDeciCelsius', unit: '0.1 degC', min: -450, max: 200, step: 1, fallback: 50,
    access: 'operate', since: 1, help: 'Charging is allowed again once every cell probe is warmer than this.' },
  { id: 66, key: 'dischargeUndertemperatureTripDeciCelsius', unit: '0.1 degC', min: -450, max: 200, step: 1,
    fallback: -200, access: 'operate', since: 1, help: 'Discharging stops when a cell probe is colder than this.' },
  { id: 67, key: 'dischargeUndertemperatureClearDeciCelsius', unit: '0.1 degC', min: -450, max: 200, step: 1,
    fallback: -150, access: 'operate', since: 1,
    help: 'Discharging is allowed again once every cell probe is warmer than this.' },
  { id: 68, key: 'powerStageTripDeciCelsius', unit: '0.1 degC', min: 300, max: 1_500, step: 1, fallback: 1_000,
    access: 'board', since: 1, help: 'Everything is switched off when the power stage is hotter than this.' },
  { id: 69, key: 'powerStageClearDeciCelsius', unit: '0.1 degC', min: 300, max: 1_500, step: 1, fallback: 800,
    access: 'board', since: 1, help: 'The outputs are allowed again once the power stage is cooler than this.' },
  { id: 70, key: 'heaterOnDeciCelsius', unit: '0.1 degC', min: -400, max: 300, step: 1, fallback: 70,
    access: 'operate', since: 1, help: 'The heater starts when a cell probe is colder than this.' },
  { id: 71, key: 'heaterOffDeciCelsius', unit: '0.1 degC', min: -400, max: 300, step: 1, fallback: 120,
    access: 'operate', since: 1, help: 'The heater stops once every cell probe is warmer than this.' },
  { id: 72, key: 'heatFromPack', unit: '', min: 0, max: 1, step: 1, fallback: 0,
    access: 'operate', since: 1, options: answers,
    help: 'Whether the heater may also run without a charger, from the pack itself.' },

  // State of charge and what a charger is asked for
  { id: 80, key: 'cellFullMillivolts', unit: 'mV', min: 1_200, max: 4_350, step: 1, fallback: 3_450,
    access: 'operate', since: 1,
    help: 'A highest cell at this voltage with a small charge current means 100 percent.' },
  { id: 81, key: 'cellEmptyMillivolts', unit: 'mV', min: 1_200, max: 4_350, step: 1, fallback: 2_650,
    access: 'operate', since: 1, help: 'A lowest cell at this voltage with a moderate current means 0 percent.' },
  { id: 82, key: 'tailCurrentPercent', unit: '%', min: 1, max: 20, step: 1, fallback: 5,
    access: 'operate', since: 1,
    help: 'The charge current, in percent of the capacity per hour, below which a full cell counts as full.' },
  { id: 83, key: 'cellChargeMillivolts', unit: 'mV', min: 1_200, max: 4_350, step: 1, fallback: 3_450,
    access: 'operate', since: 1, help: 'The voltage per cell asked of the charger while charging.' },
  { id: 84, key: 'cellFloatMillivolts', unit: 'mV', min: 1_200, max: 4_350, step: 1, fallback: 3_350,
    access: 'operate', since: 1, help: 'The voltage per cell asked of the charger once the pack is full.' },
  { id: 85, key: 'absorptionMinutes', unit: 'min', min: 0, max: 1_092, step: 1, fallback: 60,
    access: 'operate', since: 1, help: 'How long the charge voltage is held at the end of a charge.' },
  { id: 86, key: 'floatMinutes', unit: 'min', min: 0, max: 1_092, step: 1, fallback: 0,
    access: 'operate', since: 1, help: 'How long the float voltage is held after that; 0 asks for no float stage.' },
  { id: 87, key: 'rebulkSocPercent', unit: '%', min: 0, max: 50, step: 1, fallback: 20,
    access: 'operate', since: 1,
    help: 'How far below full the state of charge falls before a full charge is asked for again.' },

  // Pre-charge
  { id: 100, key: 'prechargeTimeMs', unit: 'ms', min: 100, max: 20_000, step: 1, fallback: 5_000,
    access: 'operate', since: 1, help: 'How long the load may take to fill through the pre-charge resistor.' },
  { id: 101, key: 'prechargeDifferenceMillivolts', unit: 'mV', min: 500, max: 10_000, step: 1, fallback: 1_000,
    access: 'operate', since: 1,
    help: 'How close to the pack voltage the load must come before the discharge contactor closes.' },
  { id: 102, key: 'prechargeSettledMilliamps', unit: 'mA', min: 20, max: 2_000, step: 1, fallback: 100,
    access: 'operate', since: 1,
    help: 'How small the pre-charge current must become before the discharge contactor closes.' },

  // The device
  { id: 110, key: 'accessoryMode', unit: '', min: 0, max: 2, step: 1, fallback: 0,
    access: 'operate', since: 1, options: accessoryModes,
    help: 'What the ignition input does: nothing, wake the device, or allow discharging while it is on.' },
  { id: 111, key: 'portMode', unit: '', min: 0, max: 1, step: 1, fallback: 0,
    access: 'operate', since: 1, options: portModes, help: 'Which of the two buses the shared pins carry.' },
  { id: 112, key: 'sleepCellMillivolts', unit: 'mV', min: 3, max: 4_350, step: 1, fallback: 3_300,
    access: 'operate', since: 1, help: 'An idle pack whose cells are below this goes to sleep after the sleep delay.' },
  { id: 113, key: 'sleepDelayHours', unit: 'h', min: 1, max: 255, step: 1, fallback: 24,
    access: 'operate', since: 1, help: 'How long the pack must be idle before it goes to sleep.' },

  // Calibration
  { id: 120, key: 'currentGainPpm', unit: 'ppm', min: 800_000, max: 1_250_000, step: 1, fallback: 1_000_000,
    access: 'calibrate', since: 1, help: 'What the measured current is multiplied by, in millionths.' },
  { id: 121, key: 'currentOffsetMicroamps', unit: 'uA', min: -1_000_000, max: 1_000_000, step: 1, fallback: 0,
    access: 'calibrate', since: 1, help: 'What the current measurement shows when no current flows.' },
  { id: 122, key: 'voltageGainPpm', unit: 'ppm', min: 950_000, max: 1_050_000, step: 1, fallback: 1_000_000,
    access: 'calibrate', since: 1, help: 'What the measured voltages are multiplied by, in millionths.' },
] as const satisfies readonly SettingRow[]);

// A row is read across.
// prettier-ignore
export const textRegistry = deepFreeze([
  { id: 200, key: 'deviceName', minBytes: 1, maxBytes: 16, fallback: 'Evencell',
    access: 'operate', since: 1, help: 'The name under which the device is found.' },
  { id: 201, key: 'userData', minBytes: 0, maxBytes: 16, fallback: '',
    access: 'operate', since: 1, help: 'A note of the owner, shown by some clients.' },
  { id: 202, key: 'vendorName', minBytes: 1, maxBytes: 16, fallback: 'JK-B5A25S60P',
    access: 'operate', since: 1,
    help: 'The model that JK clients are told, because they choose their frame layout by it.' },
  { id: 203, key: 'hardwareVersion', minBytes: 1, maxBytes: 8, fallback: '11A',
    access: 'operate', since: 1, help: 'The hardware version that JK clients are told.' },
  { id: 204, key: 'softwareVersion', minBytes: 1, maxBytes: 8, fallback: '11.55',
    access: 'operate', since: 1,
    help: 'The software version that JK clients are told, because they choose their frame layout by it.' },
] as const satisfies readonly TextRow[]);

type Row = (typeof registry)[number];

export type SettingKey = Row['key'];
export type BoardKey = Extract<Row, { access: 'board' }>['key'];
export type TextKey = (typeof textRegistry)[number]['key'];

export type SettingValues = Record<SettingKey, number>;
export type TextValues = Record<TextKey, string>;

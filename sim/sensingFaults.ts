// What can break in sensors and drivers: the plant is well and the board sees, or does, something else.

import type { SensorFaults } from '../hal/host/sensorFaults';
import { PROBE_GOOD, PROBE_OPEN, PROBE_SHORTED } from '../hal/ports/thermometers';
import { BALANCE, CHARGE, DISCHARGE, HEATER, PRECHARGE } from '../src/model/outputs';
import { amount, CELL, numberOf } from './faultRow';
import type { ChoiceParameter, FaultParameters, FaultRow, NumberParameter } from './faultRow';

const PROBE: NumberParameter = {
  name: 'probe',
  help: 'Probe: 0..2 for T1..T3, 3 for the power stage.',
  min: 0,
  max: 3,
  whole: true,
};
const OUTPUTS: Readonly<Record<string, number>> = {
  charge: CHARGE,
  discharge: DISCHARGE,
  precharge: PRECHARGE,
  heater: HEATER,
  balance: BALANCE,
};
const OUTPUT: ChoiceParameter = { name: 'output', help: 'Power output.', choices: Object.keys(OUTPUTS) };

function outputOf(parameters: FaultParameters): number {
  return OUTPUTS[String(parameters['output'])];
}

type Flag = { [Key in keyof SensorFaults]: SensorFaults[Key] extends boolean ? Key : never }[keyof SensorFaults];

/** A sensor fault that is one flag. */
function flag(id: string, key: Flag, help: string): FaultRow {
  return {
    id,
    help,
    parameters: [],
    apply: ({ sensorFaults }) => (sensorFaults[key] = true),
    remove: ({ sensorFaults }) => (sensorFaults[key] = false),
  };
}

/** A sensor fault of one cell. */
function ofCell(
  id: string,
  help: string,
  parameter: NumberParameter | null,
  set: (faults: SensorFaults, cell: number, value: number, nowMs: number) => void,
  clear: (faults: SensorFaults, cell: number) => void,
): FaultRow {
  return {
    id,
    help,
    parameters: parameter === null ? [CELL] : [CELL, parameter],
    apply: ({ world, sensorFaults }, given) => {
      const value = parameter === null ? 0 : numberOf(given, parameter.name);
      set(sensorFaults, numberOf(given, 'cell'), value, world.nowMs);
      sensorFaults.cellsTouched = anyCellTouched(sensorFaults);
    },
    remove: ({ sensorFaults }, given) => {
      clear(sensorFaults, numberOf(given, 'cell'));
      sensorFaults.cellsTouched = anyCellTouched(sensorFaults);
    },
  };
}

function anyCellTouched(faults: SensorFaults): boolean {
  const arrays = [faults.cellOffsetMillivolts, faults.cellRampMillivoltsPerSecond];
  const marks = [faults.cellOverridden, faults.cellDisconnected];
  return arrays.some((array) => array.some(Boolean)) || marks.some((array) => array.some(Boolean));
}

/** A probe that reads a condition instead of a temperature. */
function probeCondition(id: string, help: string, condition: number): FaultRow {
  return {
    id,
    help,
    parameters: [PROBE],
    apply: ({ sensorFaults }, given) => (sensorFaults.probeCondition[numberOf(given, 'probe')] = condition),
    remove: ({ sensorFaults }, given) => (sensorFaults.probeCondition[numberOf(given, 'probe')] = PROBE_GOOD),
  };
}

export const SENSOR_FAULTS: readonly FaultRow[] = [
  flag('cellMonitorSilent', 'cellMonitorSilent', 'The cell monitor does not answer.'),
  flag('cellMonitorFrozen', 'cellMonitorFrozen', 'The cell monitor repeats its last conversion for ever.'),
  {
    id: 'cellFrameFailure',
    help: 'Readings of the cell monitor fail by chance, as with a bad frame check.',
    parameters: [amount('probability', 'Chance of one reading to fail.', 0, 1, 0.5)],
    apply: ({ sensorFaults }, given) => (sensorFaults.cellFrameFailure = numberOf(given, 'probability')),
    remove: ({ sensorFaults }) => (sensorFaults.cellFrameFailure = 0),
  },
  {
    id: 'cellSpike',
    help: 'One reading of one cell jumps, in the next scan only.',
    parameters: [CELL, amount('millivolts', 'What it reads.', -1000, 6000, 5000)],
    apply: ({ sensorFaults }, given) => {
      sensorFaults.spikeMillivolts = numberOf(given, 'millivolts');
      sensorFaults.spikeCell = numberOf(given, 'cell');
    },
    remove: ({ sensorFaults }) => (sensorFaults.spikeCell = -1),
  },
  ofCell(
    'cellOffset',
    'One cell reads too high or too low.',
    amount('millivolts', 'Added to the reading.', -5000, 5000),
    (faults, cell, value) => (faults.cellOffsetMillivolts[cell] = value),
    (faults, cell) => (faults.cellOffsetMillivolts[cell] = 0),
  ),
  ofCell(
    'cellRamp',
    'The reading of one cell runs away.',
    amount('millivoltsPerSecond', 'Rate.', -5000, 5000),
    (faults, cell, value, nowMs) => {
      faults.cellRampMillivoltsPerSecond[cell] = value;
      faults.cellRampStartMs[cell] = nowMs;
    },
    (faults, cell) => (faults.cellRampMillivoltsPerSecond[cell] = 0),
  ),
  ofCell(
    'cellOverride',
    'One cell reads a fixed voltage.',
    amount('millivolts', 'What it reads.', -1000, 6000),
    (faults, cell, value) => {
      faults.cellOverridden[cell] = 1;
      faults.cellOverrideMillivolts[cell] = value;
    },
    (faults, cell) => (faults.cellOverridden[cell] = 0),
  ),
  ofCell(
    'cellDisconnected',
    'One cell is off its sense wires: the monitor counts one less.',
    null,
    (faults, cell) => (faults.cellDisconnected[cell] = 1),
    (faults, cell) => (faults.cellDisconnected[cell] = 0),
  ),
  {
    id: 'stackOffset',
    help: 'The stack measurement is off.',
    parameters: [amount('millivolts', 'Added to the reading.', -100_000, 100_000)],
    apply: ({ sensorFaults }, given) =>
      (sensorFaults.stackOffsetMillivolts = Math.round(numberOf(given, 'millivolts'))),
    remove: ({ sensorFaults }) => (sensorFaults.stackOffsetMillivolts = 0),
  },
  flag('stackSilent', 'stackSilent', 'The stack measurement does not answer.'),
  flag('shuntSilent', 'shuntSilent', 'The shunt monitor does not answer.'),
  flag('shuntFrozen', 'shuntFrozen', 'The shunt monitor repeats its last reading for ever.'),
  flag('shuntZero', 'shuntZero', 'The shunt monitor reads 0, as after a reset or with its wires off.'),
  flag('shuntReversed', 'shuntReversed', 'The shunt is wired the wrong way round.'),
  {
    id: 'shuntOffset',
    help: 'The current reading is off.',
    parameters: [amount('amps', 'Added to the current.', -1000, 1000)],
    apply: ({ sensorFaults }, given) => (sensorFaults.shuntOffsetAmps = numberOf(given, 'amps')),
    remove: ({ sensorFaults }) => (sensorFaults.shuntOffsetAmps = 0),
  },
  flag('thermometersSilent', 'thermometersSilent', 'No thermometer answers.'),
  probeCondition('probeOpen', 'A probe has lost its wire.', PROBE_OPEN),
  probeCondition('probeShorted', 'A probe is shorted.', PROBE_SHORTED),
  {
    id: 'probeOverride',
    help: 'A probe reads a fixed temperature.',
    parameters: [PROBE, amount('celsius', 'What it reads.', -60, 200)],
    apply: ({ sensorFaults }, given) => {
      sensorFaults.probeOverridden[numberOf(given, 'probe')] = 1;
      sensorFaults.probeOverrideCelsius[numberOf(given, 'probe')] = numberOf(given, 'celsius');
    },
    remove: ({ sensorFaults }, given) => (sensorFaults.probeOverridden[numberOf(given, 'probe')] = 0),
  },
  {
    id: 'probeRise',
    help: 'The reading of a probe rises, or falls, steadily.',
    parameters: [PROBE, amount('kelvinPerSecond', 'Rate.', -50, 50, 2)],
    apply: ({ world, sensorFaults }, given) => {
      sensorFaults.probeRiseKelvinPerSecond[numberOf(given, 'probe')] = numberOf(given, 'kelvinPerSecond');
      sensorFaults.probeRiseStartMs[numberOf(given, 'probe')] = world.nowMs;
    },
    remove: ({ sensorFaults }, given) => (sensorFaults.probeRiseKelvinPerSecond[numberOf(given, 'probe')] = 0),
  },
  flag('supplySilent', 'supplySilent', 'The supply monitor does not answer.'),
  {
    id: 'supplyVoltage',
    help: 'V+ is too low or too high.',
    parameters: [amount('volts', 'V+ as the board sees it.', 0, 150, 10)],
    apply: ({ sensorFaults }, given) => (sensorFaults.supplyOverrideVolts = numberOf(given, 'volts')),
    remove: ({ sensorFaults }) => (sensorFaults.supplyOverrideVolts = null),
  },
  {
    id: 'readBackStuckOn',
    help: 'A driver reads back on, whatever is commanded.',
    parameters: [OUTPUT],
    apply: ({ sensorFaults }, given) => (sensorFaults.readBackStuckOn |= outputOf(given)),
    remove: ({ sensorFaults }, given) => (sensorFaults.readBackStuckOn &= ~outputOf(given)),
  },
  {
    id: 'readBackStuckOff',
    help: 'A driver reads back off, whatever is commanded.',
    parameters: [OUTPUT],
    apply: ({ sensorFaults }, given) => (sensorFaults.readBackStuckOff |= outputOf(given)),
    remove: ({ sensorFaults }, given) => (sensorFaults.readBackStuckOff &= ~outputOf(given)),
  },
  flag('driveRefused', 'driveRefused', 'The drivers of the outputs take no command.'),
  flag('latchStuck', 'latchStuck', 'The latch of the short-circuit comparator does not let go.'),
];

// What `POST /api/command` can do, one row each: what the local operator does with the device besides its settings.

import type { Refusal } from '../../src/settings/refusal';
import type { Simulation } from '../simulation';
import { ApiError, refused } from './apiError';
import { asObject, choice, flag, optional, takeFields, wholeNumber, type Shape, type Taken } from './fields';

export interface Command {
  readonly name: string;
  readonly help: string;
  run(simulation: Simulation, fields: Readonly<Record<string, unknown>>): void;
}

export const COMMANDS: readonly Command[] = [
  command('clear', 'Releases the trips that only a user may release.', {}, ({ bms }) => bms.clearByHand()),
  command(
    'preset',
    'Sets chemistry and limits together; switches everything off.',
    {
      chemistry: choice(['lfp', 'nmc', 'lto']),
      variant: optional(choice(['safe', 'manual'])),
      acknowledgeColdCharge: optional(flag()),
    },
    ({ settings }, { chemistry, variant, acknowledgeColdCharge }) =>
      accept(
        settings.applyPreset(chemistry, variant ?? 'safe', { acknowledgeColdCharge: acknowledgeColdCharge ?? false }),
      ),
  ),
  command('factoryReset', 'Every setting as from the factory, but the calibration.', {}, ({ settings }) =>
    settings.factoryReset(),
  ),
  switchCommand('charge', 'chargeSwitch'),
  switchCommand('discharge', 'dischargeSwitch'),
  switchCommand('balance', 'balanceSwitch'),
  command(
    'setRemaining',
    'States the charge that is in the pack.',
    { milliampHours: wholeNumber(0, 2_000_000) },
    ({ bms, settings }, { milliampHours }) => {
      const capacity = settings.values.capacityMilliampHours;
      if (milliampHours > capacity) {
        throw new ApiError(400, 'badField', `milliampHours must be at most the capacity, ${capacity}.`);
      }
      bms.setRemaining(milliampHours);
    },
  ),
];

export function runCommand(simulation: Simulation, body: unknown): string {
  const { name, ...fields } = asObject(body);
  const found = COMMANDS.find((one) => one.name === name);
  if (found === undefined) {
    throw new ApiError(400, 'unknownCommand', `name must be one of ${COMMANDS.map((one) => one.name).join(', ')}.`);
  }
  found.run(simulation, fields);
  return found.name;
}

function command<const S extends Shape>(
  name: string,
  help: string,
  shape: S,
  run: (simulation: Simulation, fields: Taken<S>) => void,
): Command {
  return { name, help, run: (simulation, fields) => run(simulation, takeFields(fields, shape)) };
}

function switchCommand(name: string, key: 'chargeSwitch' | 'dischargeSwitch' | 'balanceSwitch'): Command {
  return command(name, `Turns the user's ${name} switch on or off.`, { on: flag() }, ({ settings }, { on }) =>
    accept(settings.write({ [key]: on ? 1 : 0 }, 'operate')),
  );
}

function accept(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw refused(refusal);
}
